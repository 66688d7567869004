import CLibXML2

extension XMLComplaint {
  /// Copies what libxml2 says; its strings do not outlive the callback.
  init(_ error: xmlError, isInEntity: Bool) {
    self.isInEntity = isInEntity
    code = Int(error.code)
    isFatal =
      error.level == XML_ERR_FATAL
      || error.domain == Int32(XML_FROM_NAMESPACE.rawValue)
        && error.level == XML_ERR_ERROR
    isAboutNamespaces = error.domain == Int32(XML_FROM_NAMESPACE.rawValue)
    message = error.message.map { String(cString: $0) } ?? ""
    first = error.str1.map { String(cString: $0) } ?? ""
    second = error.str2.map { String(cString: $0) } ?? ""
    number = Int(error.int1)
  }
}

import Glibc

/// A moment as ISO 8601 writes it, in UTC.
package struct Timestamp: Sendable {
  /// Seconds since 1970.
  package var seconds: Int

  /// Creates the moment so many seconds after 1970 began.
  package init(seconds: Int) {
    self.seconds = seconds
  }

  /// The moment that `epoch` names as `SOURCE_DATE_EPOCH` does (reproducible-builds.org): in seconds
  /// since 1970; `nil` for anything else, and for what is later than the year 9999.
  package init?(epoch: String) {
    guard let seconds = Int(epoch), (0..<253_402_300_800).contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// What `SOURCE_DATE_EPOCH` is set to.
  package static var epoch: String? { getenv("SOURCE_DATE_EPOCH").map { String(cString: $0) } }

  /// The moment that `SOURCE_DATE_EPOCH` names.
  package static var fixed: Timestamp? { epoch.flatMap(Timestamp.init(epoch:)) }

  /// Now.
  package static var now: Timestamp { Timestamp(seconds: time(nil)) }

  /// `2020-01-31T14:12:00Z`.
  var text: String {
    var (moment, parts) = (time_t(seconds), tm())
    gmtime_r(&moment, &parts)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(1900 + parts.tm_year)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    return "\(date)T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))Z"
  }

  /// `2020-01-31`.
  var date: String { String(text.prefix { $0 != "T" }) }
}

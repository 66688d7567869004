extension AttributionReader {
  // A quotation before the first one that is attributed has its speaker, if only quotations stand
  // before that; and the parts of one speech are linked.
  mutating func settleParagraph() {
    var leading: [Int] = []
    var previous: Int?
    for index in subjects.tokens.indices {
      let number = subjects.tokens[index].quotation
      guard number >= 0 else {
        if previous == nil, leading.isEmpty { break }
        continue
      }
      guard records[number].kind == .speech else { continue }
      if !records[number].isExplicit, !records[number].continues, previous == nil,
        leading.count == index
      {
        leading.append(number)
        continue
      }
      if previous == nil, leading.count == index, records[number].isExplicit,
        records[number].speaker != nil
      {
        for number in leading where !records[number].continues {
          let settled = tokens[index].quotation
          records[number].speaker = records[settled].speaker
          records[number].isInferred = records[settled].isInferred
        }
      }
      previous = number
    }
  }

  /// Links the parts of each speech; the speaker of a speech over several paragraphs may be told
  /// in any of them.
  mutating func link() {
    var chain: [Int] = []
    func settle(_ chain: [Int], _ records: inout [QuotationRecord]) {
      guard let told = chain.first(where: { records[$0].isExplicit && records[$0].speaker != nil })
      else { return }
      for number in chain where !records[number].isExplicit || records[number].speaker == nil {
        records[number].speaker = records[told].speaker
        records[number].isInferred = records[told].isInferred
      }
    }
    for number in records.indices where records[number].kind == .speech {
      if records[number].continues {
        chain.append(number)
      } else {
        settle(chain, &records)
        chain = [number]
      }
    }
    settle(chain, &records)
    var previous: Int?
    var count = 0
    for number in records.indices where records[number].kind == .speech {
      count += 1
      records[number].number = count
      defer { previous = number }
      guard let before = previous else { continue }
      let isSameParagraph = records[before].paragraph == records[number].paragraph
      let isSameSpeaker =
        records[number].speaker == records[before].speaker
        && (records[number].speaker != nil || !records[number].isExplicit)
      guard isSameSpeaker && isSameParagraph || records[number].continues else { continue }
      records[number].previous = before
      records[before].next = number
    }
  }
}

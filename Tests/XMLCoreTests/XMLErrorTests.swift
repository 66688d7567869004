import Testing
import XMLCore

/// What the reader says about documents that are none, and where.
@Suite struct XMLErrorTests {
  /// Nothing there, or something else.
  @Test(arguments: [
    ("", "a.xml:1:1: the file is empty; a root element was expected [xml-empty]"),
    (" \n", "a.xml:2:1: there is no element; a root element was expected [xml-empty]"),
    (
      "hello",
      "a.xml:1:1: not XML: an XML document begins with '<', this one with 'h' [xml-not-xml]"
    ),
    ("{}", "a.xml:1:1: not XML: an XML document begins with '<', this one with '{' [xml-not-xml]"),
    (
      "\u{1}",
      "a.xml:1:1: not XML: an XML document begins with '<', this one with byte 0x1 [xml-not-xml]"
    ),
    ("<!--x-->", "a.xml:1:9: there is no element; a root element was expected [xml-empty]"),
    ("<!DOCTYPE a>", "a.xml:1:13: there is no element; a root element was expected [xml-empty]"),
  ])
  func saysThatThereIsNoDocument(_ document: String, _ expected: String) {
    #expect(complaint(about: document) == expected)
  }

  /// Encodings that are unknown or untrue.
  @Test(arguments: [
    (
      "<?xml version='1.0' encoding='klingon'?><a/>",
      "a.xml:1:1: the encoding 'klingon' is not known; save the file as UTF-8 [xml-encoding]"
    ),
    (
      "<?xml version='1.0' encoding='UTF-16'?><a/>",
      """
      a.xml:1:1: the XML declaration says 'UTF-16', but the bytes are not; declare 'UTF-8' \
      if it is that [xml-encoding]
      """
    ),
  ])
  func namesWrongEncodings(_ document: String, _ expected: String) {
    #expect(complaint(about: document) == expected)
  }

  /// Tags, attributes, references, characters, comments, the declaration.
  @Test(arguments: [
    (
      "<a>\n<b></a>",
      "a.xml:2:8: '</a>' closes 'b', opened on line 2; '</b>' was expected [xml-not-well-formed]"
    ),
    (
      "<a>\n <b>\nx",
      """
      a.xml:3:2: the document ends inside 'b', opened on line 2; '</b>' is missing \
      [xml-not-well-formed]
      """
    ),
    ("<a>\n <b", "a.xml:2:4: a tag that does not end; '>' was expected [xml-not-well-formed]"),
    ("<a", "a.xml:1:3: a tag that does not end; '>' was expected [xml-not-well-formed]"),
    (
      "<",
      """
      a.xml:1:2: a name was expected; write '&lt;' for the character '<' itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a>&",
      """
      a.xml:1:5: '&' begins no reference here; write '&amp;' for the character itself \
      [xml-not-well-formed]
      """
    ),
    ("<a></", "a.xml:1:6: a tag that does not end; '>' was expected [xml-not-well-formed]"),
    ("<a></a", "a.xml:1:7: a tag that does not end; '>' was expected [xml-not-well-formed]"),
    (
      "<a/><b/>",
      """
      a.xml:1:5: something follows the root element; a document has one root element only \
      [xml-not-well-formed]
      """
    ),
    (
      "<a/>x",
      """
      a.xml:1:5: something follows the root element; a document has one root element only \
      [xml-not-well-formed]
      """
    ),
    (
      "<a b='1' b='2'/>",
      """
      a.xml:1:15: attribute 'b' stands twice in one tag; an element has each at most once \
      [xml-not-well-formed]
      """
    ),
    (
      "<a b=1/>",
      """
      a.xml:1:6: an attribute value without quotation marks; write name="value" \
      [xml-not-well-formed]
      """
    ),
    ("<a b/>", "a.xml:1:5: attribute 'b' has no value; write b=\"…\" [xml-not-well-formed]"),
    (
      "<a b='1/>",
      """
      a.xml:1:10: an attribute value whose closing quotation mark is missing \
      [xml-not-well-formed]
      """
    ),
    (
      "<a b='1'c='2'/>",
      """
      a.xml:1:9: white space was expected between two attributes, or after a name \
      [xml-not-well-formed]
      """
    ),
    ("<a b='<'/>", "a.xml:1:7: '<' in an attribute value; write '&lt;' [xml-not-well-formed]"),
    (
      "<a b='&'/>",
      """
      a.xml:1:8: '&' begins no reference here; write '&amp;' for the character itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a>&</a>",
      """
      a.xml:1:5: '&' begins no reference here; write '&amp;' for the character itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a>& b</a>",
      """
      a.xml:1:5: '&' begins no reference here; write '&amp;' for the character itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a>&x</a>",
      """
      a.xml:1:6: a reference without ';'; write '&amp;' for the character '&' itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a>&x;</a>",
      "a.xml:1:7: entity '&x;' is not declared; write the character itself [xml-not-well-formed]"
    ),
    (
      "<a b='&x;'/>",
      "a.xml:1:10: entity '&x;' is not declared; write the character itself [xml-not-well-formed]"
    ),
    (
      "<a>&#0;</a>",
      "a.xml:1:8: a reference to a character that XML does not allow [xml-not-well-formed]"
    ),
    (
      "<a>&#xFFFF;</a>",
      "a.xml:1:12: a reference to a character that XML does not allow [xml-not-well-formed]"
    ),
    (
      "<a>&#x110000;</a>",
      "a.xml:1:14: a reference to a character that XML does not allow [xml-not-well-formed]"
    ),
    (
      "<a>&#;</a>",
      "a.xml:1:7: a reference to a character that XML does not allow [xml-not-well-formed]"
    ),
    (
      "<a>\u{1}</a>",
      "a.xml:1:4: character U+0001, which XML does not allow; remove it [xml-not-well-formed]"
    ),
    (
      "<a>\u{FFFE}</a>",
      "a.xml:1:4: character U+FFFE, which XML does not allow; remove it [xml-not-well-formed]"
    ),
    (
      "<a>x\u{0}y</a>",
      "a.xml:1:5: a NUL byte, which XML cannot hold; remove it [xml-not-well-formed]"
    ),
    (
      "<a b='\u{1}'/>",
      "a.xml:1:7: character U+0001, which XML does not allow; remove it [xml-not-well-formed]"
    ),
    ("<a>]]></a>", "a.xml:1:4: ']]>' in text; write ']]&gt;' [xml-not-well-formed]"),
    (
      "<a><![CDATA[x</a>",
      "a.xml:1:18: a CDATA section that does not end; ']]>' is missing [xml-not-well-formed]"
    ),
    (
      "<a><!-- x</a>",
      "a.xml:1:14: a comment that does not end; '-->' is missing [xml-not-well-formed]"
    ),
    (
      "<a><!-- -- --></a>",
      """
      a.xml:1:9: '--' in a comment; a comment ends with '-->' and has no '--' before that \
      [xml-not-well-formed]
      """
    ),
    (
      "<a><!-- x\u{1} --></a>",
      "a.xml:1:10: character U+0001, which XML does not allow; remove it [xml-not-well-formed]"
    ),
    (
      "<a><?p x\u{1} ?></a>",
      "a.xml:1:9: character U+0001, which XML does not allow; remove it [xml-not-well-formed]"
    ),
    (
      "<a><![CDATA[\u{1}]]></a>",
      "a.xml:1:13: character U+0001, which XML does not allow; remove it [xml-not-well-formed]"
    ),
    (
      "<a><?p x</a>",
      """
      a.xml:1:13: a processing instruction that does not end; '?>' is missing \
      [xml-not-well-formed]
      """
    ),
    (
      "<a><?xml version='1.0'?></a>",
      """
      a.xml:1:9: the XML declaration stands at the very beginning or nowhere \
      [xml-not-well-formed]
      """
    ),
    (
      " <?xml version='1.0'?><a/>",
      """
      a.xml:1:7: the XML declaration stands at the very beginning or nowhere \
      [xml-not-well-formed]
      """
    ),
    (
      "<a><1/></a>",
      """
      a.xml:1:5: a name was expected; write '&lt;' for the character '<' itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a>< b/></a>",
      """
      a.xml:1:5: a name was expected; write '&lt;' for the character '<' itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a><b<c/></b></a>",
      """
      a.xml:1:6: a name was expected; write '&lt;' for the character '<' itself \
      [xml-not-well-formed]
      """
    ),
    (
      "<a></b ></a>",
      "a.xml:1:9: '</b>' closes 'a', opened on line 1; '</a>' was expected [xml-not-well-formed]"
    ),
    (
      "<?xml version='1.0'",
      """
      a.xml:1:20: white space was expected between two attributes, or after a name \
      [xml-not-well-formed]
      """
    ),
    (
      "<?xml version='1.0'><a/>",
      """
      a.xml:1:20: white space was expected between two attributes, or after a name \
      [xml-not-well-formed]
      """
    ),
    (
      "<?xml encoding='UTF-8'?><a/>",
      "a.xml:1:7: the XML declaration does not begin with version=\"1.0\" [xml-not-well-formed]"
    ),
    ("<?xml version='2.0'?><a/>", "a.xml:1:20: unsupported version '2.0' [xml-not-well-formed]"),
    (
      "<?xml version='1.0' standalone='x'?><a/>",
      "a.xml:1:33: standalone accepts only 'yes' or 'no' [xml-not-well-formed]"
    ),
    (
      "<a xmlns='u' xmlns='v'/>",
      """
      a.xml:1:23: attribute 'xmlns' stands twice in one tag; an element has each at most \
      once [xml-not-well-formed]
      """
    ),
  ])
  func namesWhatIsNotWellFormed(_ document: String, _ expected: String) {
    #expect(complaint(about: document) == expected)
  }

  /// Prefixes and colons.
  @Test(arguments: [
    (
      "<p:a/>",
      """
      a.xml:1:5: prefix 'p' of 'p:a' is not declared; declare it with xmlns:p="…" \
      [xml-namespace]
      """
    ),
    (
      "<a p:b='1'/>",
      """
      a.xml:1:11: prefix 'p' of 'p:b' is not declared; declare it with xmlns:p="…" \
      [xml-namespace]
      """
    ),
    (
      "<a xmlns:p=''/>",
      "a.xml:1:14: prefix 'p' is declared without a namespace; give it one [xml-namespace]"
    ),
    (
      "<a:b:c xmlns:a='u'/>",
      """
      a.xml:1:5: 'a:b:' has a misplaced colon; a name has one at most, between prefix and \
      local part [xml-namespace]
      """
    ),
    (
      "<a xmlns:xml='u'/>",
      """
      a.xml:1:17: the prefixes 'xml' and 'xmlns' and their namespaces cannot be declared \
      anew [xml-namespace]
      """
    ),
    (
      "<a xmlns:xmlns='u'/>",
      """
      a.xml:1:19: the prefixes 'xml' and 'xmlns' and their namespaces cannot be declared \
      anew [xml-namespace]
      """
    ),
    (
      "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
      """
      a.xml:1:43: the prefixes 'xml' and 'xmlns' and their namespaces cannot be declared \
      anew [xml-namespace]
      """
    ),
    (
      "<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>",
      """
      a.xml:1:41: attribute 'x' stands twice in one tag, under two prefixes of one \
      namespace [xml-namespace]
      """
    ),
    (
      "<:a/>",
      """
      a.xml:1:4: ':a' has a misplaced colon; a name has one at most, between prefix and \
      local part [xml-namespace]
      """
    ),
    (
      "<a: xmlns:a='u'/>",
      """
      a.xml:1:4: 'a:' has a misplaced colon; a name has one at most, between prefix and \
      local part [xml-namespace]
      """
    ),
    (
      "<a xmlns:a='u'><?x:y z?></a>",
      "a.xml:1:21: a colon in the name of an entity, a notation or an instruction [xml-namespace]"
    ),
  ])
  func namesWhatIsWrongWithNamespaces(_ document: String, _ expected: String) {
    #expect(complaint(about: document) == expected)
  }

  /// Declarations of entities, and what they stand for.
  @Test(arguments: [
    (
      "<!DOCTYPE a [<!ENTITY e '&e;'>]><a>&e;</a>",
      "a.xml:1:39: in the text of an entity: an entity refers to itself [xml-not-well-formed]"
    ),
    (
      "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a b='&e;'/>",
      "a.xml:1:59: an entity refers to itself [xml-not-well-formed]"
    ),
    (
      "<!DOCTYPE a [<!ENTITY e '<b>'>]><a>&e;</b></a>",
      """
      a.xml:1:39: in the text of an entity: the document ends inside 'b', opened on line 1; \
      '</b>' is missing [xml-not-well-formed]
      """
    ),
    (
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'x'>]><a b='&e;'/>",
      """
      a.xml:1:47: an attribute value refers to '&e;', which lies outside the document and \
      is not read; write its text [xml-entity]
      """
    ),
    (
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'x'>]><a>&e;&f;</a>",
      "a.xml:1:47: entity '&f;' is not declared; write the character itself [xml-not-well-formed]"
    ),
    (
      "<!DOCTYPE a SYSTEM 'x'><a b='&e;'/>",
      """
      a.xml:1:33: an attribute value refers to '&e;', which lies outside the document and \
      is not read; write its text [xml-entity]
      """
    ),
    (
      "<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY e SYSTEM 'x' NDATA n>]><a>&e;</a>",
      "a.xml:1:76: '&e;' is no text, so it cannot be referred to here [xml-not-well-formed]"
    ),
    (
      "<!DOCTYPE a [<!ENTITY e 'x'><a/>",
      "a.xml:1:29: the document type declaration is malformed here [xml-not-well-formed]"
    ),
    (
      "<!DOCTYPE a [<!ENTITY e>]><a/>",
      """
      a.xml:1:24: white space was expected between two attributes, or after a name \
      [xml-not-well-formed]
      """
    ),
    (
      "<!DOCTYPE a [%p;]><a>&e;</a>",
      "a.xml:1:17: parameter entity '%p;' is not declared [xml-not-well-formed]"
    ),
    (
      "<!DOCTYPE a [<!ENTITY e '<b>x</c>'>]><a>&e;</a>",
      """
      a.xml:1:44: in the text of an entity: '</c>' closes 'b', opened on line 1; '</b>' was \
      expected [xml-not-well-formed]
      """
    ),
  ])
  func namesWhatIsWrongWithEntities(_ document: String, _ expected: String) {
    #expect(complaint(about: document) == expected)
  }
}

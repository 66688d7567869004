// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "rapporteur",
  products: [
    .executable(name: "rapporteur", targets: ["rapporteur"]),
    .library(name: "Transcripts", targets: ["Transcripts"]),
    .library(name: "TranscriptFormats", targets: ["TranscriptFormats"]),
    .library(name: "TEI", targets: ["TEI"]),
    .library(name: "RelaxNG", targets: ["RelaxNG"]),
    .library(name: "XMLCore", targets: ["XMLCore"]),
    .library(name: "Diagnostics", targets: ["Diagnostics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // What was said, and where it stood. Plain values; no XML, no files.
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Transcripts", swiftSettings: settings),

    // Source formats -> transcripts. Knows conventions, not TEI.
    .target(name: "CEmbedded"),
    .target(
      name: "TranscriptFormats",
      dependencies: [
        "CEmbedded", "Diagnostics", "Transcripts", "XMLCore",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings),

    // Bytes <-> XML events. The only code that sees libxml2.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "XMLCore", dependencies: ["CLibXML2", "Diagnostics"], swiftSettings: settings),

    // Validation. Knows XML, not transcripts.
    .target(name: "RelaxNG", dependencies: ["Diagnostics", "XMLCore"], swiftSettings: settings),

    // Transcripts <-> TEI.
    .target(
      name: "TEI",
      dependencies: [
        "Diagnostics", "Transcripts", "XMLCore", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),

    // The work on files, and the program.
    .target(name: "CFileSystem"),
    .target(
      name: "Corpus",
      dependencies: [
        "CEmbedded", "CFileSystem", "Diagnostics", "RelaxNG", "TEI", "TranscriptFormats",
        "Transcripts", "XMLCore",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "rapporteur",
      dependencies: [
        "Corpus", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // What the README says of speed and memory.
    .executableTarget(
      name: "rapporteur-benchmark",
      dependencies: [
        "Corpus", "Diagnostics", "TranscriptFormats", "XMLCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),

    // Tests: one target per source target.
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Transcripts"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TranscriptsTests", dependencies: ["Transcripts", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TranscriptFormatsTests",
      dependencies: ["Diagnostics", "Transcripts", "TranscriptFormats", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "XMLCoreTests", dependencies: ["Diagnostics", "XMLCore", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "RelaxNGTests", dependencies: ["Diagnostics", "XMLCore", "RelaxNG", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TEITests",
      dependencies: ["Diagnostics", "Transcripts", "XMLCore", "TEI", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "Corpus", "Diagnostics", "RelaxNG", "TEI", "TranscriptFormats", "Transcripts", "XMLCore",
        "TestSupport",
      ],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["rapporteur", "TestSupport"], exclude: ["Cases"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

/// The version that the header's `application` states, where the model names no other.
public let rapporteurVersion = "0.1.0"

/// A value reached through a pointer of its own.
///
/// Every access to a variable of a class is registered with the runtime for as long as it lasts,
/// to find overlapping ones. An event makes a dozen; behind a pointer they cost nothing. What is
/// held must not be lent to code that may come back for it.
struct Held<Value>: ~Copyable {
  private let pointer: UnsafeMutablePointer<Value>

  /// Takes `value` in.
  init(_ value: consuming Value) {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: value)
  }

  deinit {
    pointer.deinitialize(count: 1)
    pointer.deallocate()
  }

  /// The value.
  var value: Value {
    @inline(__always) _read { yield pointer.pointee }
    @inline(__always) nonmutating _modify { yield &pointer.pointee }
  }
}

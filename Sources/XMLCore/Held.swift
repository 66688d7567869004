/// A value reached through a pointer of its own.
///
/// Every access to a variable of a class is registered with the runtime for as long as it lasts,
/// to find overlapping ones. An event makes a dozen; behind a pointer they cost nothing. What is
/// held must not be lent to code that may come back for it.
package struct Held<Value: ~Copyable>: ~Copyable {
  @usableFromInline let pointer: UnsafeMutablePointer<Value>

  /// Takes `value` in.
  package init(_ value: consuming Value) {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: value)
  }

  deinit {
    pointer.deinitialize(count: 1)
    pointer.deallocate()
  }

  /// The value.
  package var value: Value {
    // Not coroutines, which would be called.
    @inlinable unsafeAddress { UnsafePointer(pointer) }
    @inlinable nonmutating unsafeMutableAddress { pointer }
  }
}

/** AssemblyScript's names for the numbers of the kernel; `i32` is a signed 32-bit number. */
type i32 = number;
type f64 = number;

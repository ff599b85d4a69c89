/** A copy of an array in memory that threads share, so that handing it to a thread copies nothing. */
export function inSharedMemory<T extends Float64Array | Float32Array | Int32Array>(values: T): T {
  const Kind = values.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Kind(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

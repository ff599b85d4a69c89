type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;

/** A copy of an array in memory that threads share, so that handing it to a thread copies nothing. */
export function inSharedMemory<T extends Numbers>(values: T): T {
  const Kind = values.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Kind(new SharedArrayBuffer(values.byteLength));
  copy.set(values as never);
  return copy;
}

/** Plain data whose arrays of numbers are in memory that threads share. */
export function sharing<T extends object>(data: T): T {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? inSharedMemory(value as Numbers) : value,
    ]),
  ) as T;
}

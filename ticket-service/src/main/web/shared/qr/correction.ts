/** Reed-Solomon over the field of 256 elements that QR codes use (x⁸ + x⁴ + x³ + x² + 1). */

export type Bytes = Uint8Array<ArrayBufferLike>;

const PRIMITIVE = 0x11d;

export function correction(data: Bytes, length: number): Bytes {
  const divisor = generator(length);
  const rest = new Uint8Array(length);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[length - 1] = 0;
    divisor.forEach((coefficient, i) => (rest[i] = (rest[i] ?? 0) ^ product(coefficient, factor)));
  }
  return rest;
}

/** (x − 1)(x − 2)(x − 4)…, without its first coefficient, which is 1. */
function generator(degree: number): Bytes {
  const result = new Uint8Array(degree);
  result[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) {
      result[j] = product(result[j] ?? 0, root) ^ (result[j + 1] ?? 0);
    }
    root = product(root, 2);
  }
  return result;
}

function product(one: number, other: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ ((result >>> 7) * PRIMITIVE);
    result ^= ((other >>> bit) & 1) * one;
  }
  return result;
}

import { type Bytes, correction } from "./correction";
import { Grid } from "./grid";

/**
 * QR codes (ISO/IEC 18004) for links that no server may see, such as those of walk-in slips: bytes, error correction M
 * (15 %), versions 1 to 20, so up to 666 bytes.
 */

const CORRECTION_PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const BYTE_MODE = 4;
const PAD = [0xec, 0x11];

/** @returns rows of modules, true for dark, without the quiet zone */
export function qrCode(text: string): readonly (readonly boolean[])[] {
  const data = new TextEncoder().encode(text);
  const version = CORRECTION_PER_BLOCK.findIndex((_, index) => headBits(index + 1) + data.length * 8 <= capacity(index + 1) * 8) + 1;
  if (version === 0) {
    throw new RangeError("Too long for a QR code");
  }
  return Grid.holding(version, interleaved(codewords(data, version), version));
}

/** For an SVG path in a box of `size`, the four modules of quiet zone included. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const rows = qrCode(text);
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join("");
  return { size: rows.length + 8, path };
}

function headBits(version: number): number {
  return 4 + (version < 10 ? 8 : 16);
}

/** All codewords of a version: what is no pattern and no information about the format. */
function allCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
    modules -= version >= 7 ? 36 : 0;
  }
  return Math.floor(modules / 8);
}

function capacity(version: number): number {
  return allCodewords(version) - at(CORRECTION_PER_BLOCK, version) * at(BLOCKS, version);
}

function at(table: readonly number[], version: number): number {
  return table[version - 1] ?? 0;
}

function codewords(data: Bytes, version: number): Bytes {
  const bits: number[] = [];
  const append = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) {
      bits.push((value >>> bit) & 1);
    }
  };
  append(BYTE_MODE, 4);
  append(data.length, headBits(version) - 4);
  data.forEach((byte) => append(byte, 8));
  const full = capacity(version) * 8;
  append(0, Math.min(4, full - bits.length));
  append(0, (8 - bits.length % 8) % 8);
  for (let pad = 0; bits.length < full; pad++) {
    append(PAD[pad % 2] ?? 0, 8);
  }
  return Uint8Array.from({ length: full / 8 }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8).join(""), 2));
}

/** Data and correction, split into blocks and taken from these in turn. */
function interleaved(data: Bytes, version: number): Bytes {
  const count = at(BLOCKS, version);
  const short = Math.floor(data.length / count);
  const longer = data.length % count;
  const blocks = Array.from({ length: count }, (_, i) => {
    const start = i * short + Math.max(0, i - (count - longer));
    return data.slice(start, start + short + (i >= count - longer ? 1 : 0));
  });
  const corrections = blocks.map((block) => correction(block, at(CORRECTION_PER_BLOCK, version)));
  return Uint8Array.from([...inTurn(blocks), ...inTurn(corrections)]);
}

function inTurn(blocks: readonly Bytes[]): number[] {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => blocks.flatMap((block) => (i < block.length ? [block[i] ?? 0] : []))).flat();
}

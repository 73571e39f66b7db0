/**
 * An organisation's colour, made readable: darker on light pages, lighter on dark ones, until text in it and on it has
 * the contrast WCAG AA asks for (4.5 : 1). tokens.css takes it from there.
 */

type Rgb = readonly [number, number, number];

/** The page colours of tokens.css, the less favourable of page and surface. */
const LIGHT_PAGE: Rgb = [236, 238, 242];
const DARK_PAGE: Rgb = [35, 42, 53];
const CONTRAST = 4.5;

export function applyBrand(color: string | null): void {
  const rgb = color === null ? null : parse(color);
  const style = document.documentElement.style;
  if (rgb === null) {
    ["--brand-light", "--brand-on-light", "--brand-dark", "--brand-on-dark"].forEach((name) => style.removeProperty(name));
    return;
  }
  style.setProperty("--brand-light", css(readable(rgb, LIGHT_PAGE, [0, 0, 0])));
  style.setProperty("--brand-on-light", "#ffffff");
  style.setProperty("--brand-dark", css(readable(rgb, DARK_PAGE, [255, 255, 255])));
  style.setProperty("--brand-on-dark", "#0b1220");
}

/** Mixed with `towards` in small steps until it stands out from `page`. */
export function readable(color: Rgb, page: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = color.map((part, i) => Math.round(part + ((towards[i] ?? 0) - part) * share)) as unknown as Rgb;
    if (contrast(mixed, page) >= CONTRAST) {
      return mixed;
    }
  }
  return towards;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parse(color: string): Rgb | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  return digits === null ? null : [1, 2, 3].map((i) => Number.parseInt(digits[i] ?? "0", 16)) as unknown as Rgb;
}

function css(color: Rgb): string {
  return `rgb(${color.join(" ")})`;
}

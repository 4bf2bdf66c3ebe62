// The palette, from the style sheet, so that canvas and page are one in light and in dark.

const NAMES = ['ink', 'soft', 'faint', 'line', 'paper', 'accent', 'ok', 'warn', 'bad', 'held', 'store'] as const;
export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

let known: Colours | null = null;

export function colours(): Colours {
  if (known === null) {
    const style = getComputedStyle(document.documentElement);
    known = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
  }
  return known;
}

/** The theme is another one. */
export function forgetColours(): void {
  known = null;
}

/** Colours that things come in: red, green and blue, 0 to 1. */
export const palette = {
  red: [0.82, 0.12, 0.12],
  green: [0.13, 0.6, 0.22],
  blue: [0.12, 0.3, 0.8],
  yellow: [0.93, 0.78, 0.1],
  orange: [0.93, 0.48, 0.08],
  purple: [0.5, 0.2, 0.62],
  white: [0.92, 0.92, 0.9],
  black: [0.1, 0.1, 0.11],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;

/** Name of a colour of the palette. */
export type Colour = keyof typeof palette;

/** Names of all colours. */
export const colours = Object.keys(palette) as readonly Colour[];

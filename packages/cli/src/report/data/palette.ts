/**
 * Colours of the directions, in the order of `directions`: opposites differ in lightness as well as in hue.
 *
 * Source: Okabe and Ito, Color Universal Design (2008), a set that stays apart under the common colour blindnesses.
 */
export const directionColours = ['#e69f00', '#56b4e9', '#009e73', '#cc79a7', '#f0e442', '#0072b2'] as const;

/** Colour of the word for an object within the threshold: the set's vermilion. */
export const closeColour = '#d55e00';

/**
 * Stops of the scale for numbers and for words that have no colour of their own, low to high.
 *
 * Source: viridis of matplotlib (CC0), without its darkest end, which is lost on a dark page.
 */
export const scaleColours = [
  '#472d7b',
  '#3b528b',
  '#2c728e',
  '#21918c',
  '#28ae80',
  '#5ec962',
  '#addc30',
  '#fde725',
] as const;

/** How many object colours the style sheet has (`.object-0` and so on); further objects begin anew. */
export const objectColourCount = 6;

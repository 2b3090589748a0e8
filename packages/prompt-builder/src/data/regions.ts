/** Nouns that name a side of a thing or a part of space: "the left of the plate" is about the plate. */
export const regionNouns: readonly string[] =
  'left right front back rear side edge corner middle center centre end half top bottom compartment heat volume brightness level setting settings area spot position place location region inside outside interior exterior surface zone section quadrant left-hand right-hand hand-side north south east west vicinity tip temperature topside underside middle-part direction rim boundary perimeter background foreground upper-left lefthand righthand contents content'.split(
    ' ',
  );

/** Regions in which, or on which, a thing is put; at a corner or an edge it may as well stand beside. */
export const regionsWithin: readonly string[] =
  'top topside bottom middle center centre middle-part half compartment inside interior surface zone section quadrant contents content'.split(
    ' ',
  );

/** What is turned up and down: "the heat of the kettle". */
export const levels: readonly string[] = 'heat volume brightness level setting temperature'.split(' ');

/** Words that say where to, after a verb or an object: "move the cup left". */
export const directions: readonly string[] =
  'left right up down forward forwards backward backwards back upward upwards downward downwards sideways leftward leftwards rightward rightwards clockwise counterclockwise anticlockwise counter-clockwise anti-clockwise home upright straight halfway north south east west forth inward inwards outward outwards inside outside horizontally vertically diagonally nearby away together apart aside ahead around there here'.split(
    ' ',
  );

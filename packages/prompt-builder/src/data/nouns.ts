/** Nouns that name a side or part of space, never an object: "the left of the plate" is about the plate. */
export const regionNouns: readonly string[] =
  'left right front back rear side sides edge corner middle center centre end half top bottom compartment area spot position place location direction way region inside outside surface temperature hand north south east west vicinity rest'.split(
    ' ',
  );

/** Nouns that are no objects at all: abstract ones, measures, times, and the robot itself. */
export const nonObjects: readonly string[] =
  'anything something nothing everything stuff thing things way time times second seconds minute minutes hour hours moment degree degrees inch inches centimeter centimeters centimetre centimetres cm mm meter meters metre metres foot feet step steps bit little lot few amount speed order row line pyramid shape pattern word letter task action instruction instructions command trajectory policy episode robot arm arms gripper grippers effector base hand hands finger fingers claw wrist joint joints pose clockwise counterclockwise anticlockwise forward backward backwards home direction directions piece pieces half halves gait pace fast slow help please thanks ok okay yes no hello hi today tomorrow now here there upright standing air center'.split(
    ' ',
  );

/** Colours, which may also be nouns. */
export const colours: readonly string[] =
  'red blue green yellow orange black white brown purple pink gray grey silver gold golden cyan magenta violet teal beige dark light transparent turquoise navy maroon'.split(
    ' ',
  );

/** Words that may stand before a noun and are often taken for something else. */
export const modifiers: readonly string[] =
  'left right top bottom middle front back upper lower inner outer rear first second third last other same big small large little tall short long round square flat empty full open closed wet dry dirty clean hot cold new old metal wooden plastic glass paper ceramic stuffed frying baking cutting moving sliding mixing grasped lifted nearest closest farthest leftmost rightmost next opposite entire whole single double both two three four five six seven eight nine ten half soft hard heavy light thin thick sharp striped patterned'.split(
    ' ',
  );

/** Words that hold clauses together or say how something is done. */
export const connectors: readonly string[] =
  "which that who whose where when while until after before so because if as than it its them they this these those there here him her me you we us i is are was were be been being not n't don't do does did can could will would should may might must please instead properly sideways also only very too".split(
    ' ',
  );

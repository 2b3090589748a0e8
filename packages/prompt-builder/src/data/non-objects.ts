const abstract = `
anything something nothing everything stuff way manner order pattern shape word sentence line-up task job action
instruction command request step plan goal-state trajectory policy episode experiment test demo demonstration trial
speed pace force pressure temperature volume brightness power mode level-of setting amount number quantity size
weight-of height width depth distance length angle orientation position-of pose alignment balance attention care caution
time times moment second seconds minute minutes hour hours day days week month year morning evening night noon
afternoon today tomorrow yesterday now later soon once twice again degree degrees radian radians percent inch inches
centimeter centimeters centimetre centimetres cm mm millimeter millimeters millimetre millimetres ml ul millilitre milliliter microlitre microliter litre liter gram kg mg kilogram milligram newton rpm psi zero m meter-of meters
meter metre metres feet yards bit little lot lots few couple dozen half-way
row line column arrangement formation sequence series u-turn turn
heat question answer joke story poem game sleep movie email sky sun rain playlist flight meeting appointment reservation news recipe song music name idea thought opinion fact news weather love life world fun
help support advice problem issue reason purpose rid hold example case-of difference kind sort type matter sense
hello hi hey thanks thank please sorry welcome goodbye bye ok okay yes no yeah yep nope sure lol haha
home halfway midair air space sight mess gait
maximum minimum max min start beginning finish fist timestep axis axes reading access storage certain favor favour protocol routine service safety convenience tradition chance reminder project party preference mistake error bug code function loop-of variable file-name python javascript capital president country city
remainder others fill-in thing-to use usage usual process direction directions location
motion movement gesture wave grip grasp-of hold-of
place-of turn-of end-effector state work lap nap break dance contact charge velocity acceleration torque frequency
selfie data waypoint signal backflip somersault cartwheel handstand moonwalk pushup push-up squat salute handshake high-five pirouette
spiral zigzag zig-zag configuration environment surroundings scene annotation deg rad thumbs thumbs-up
`;

const person = `
people person someone somebody anyone everybody everyone man men woman women human user guest friend child children kid mom
mother dad father boss owner operator customer student teacher guy girl boy buddy dude mate nurse doctor surgeon patient
technician colleague coworker neighbor neighbour grandma grandpa sister brother lady gentleman assistant visitor
waiter cashier passenger
`;

const robot = `
robot arm arms gripper grippers effector end-effector base hand hands finger fingers fingertip fingertips claw wrist
elbow shoulder joint joints pose manipulator tcp
`;

/** People, who are never asked about. */
export const personNouns: readonly string[] = person.trim().split(/\s+/);

/** Nouns that are no objects: abstract ones, measures, times, people, words of conversation. */
export const nonObjectNouns: readonly string[] = [...abstract.trim().split(/\s+/), ...personNouns];

/** Units that are written together with their number: "90deg", "10cm". */
export const unitsAfterNumbers: readonly string[] =
  'cm mm m ft in inch inches deg degs degree degrees rad ml l kg g s sec'.split(' ');

/** The robot and its parts, which are never asked about. */
export const robotNouns: readonly string[] = robot.trim().split(/\s+/);

/** Parts of a body: said with "your", they are the robot's. */
export const bodyNouns: readonly string[] =
  'eye head face mouth ear nose neck leg foot knee hip waist back chest body camera speaker voice mind palm thumb name balance'.split(
    ' ',
  );

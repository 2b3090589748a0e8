/** Things named with a word that is a verb too: "sponge and water bottle", "ice cube". */
export const compoundNouns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    water: 'bottle gun jug glass cup pitcher dispenser filter kettle tank hose can tap',
    light: 'bulb switch',
    tape: 'measure dispenser roll',
    file: 'folder cabinet',
    screw: 'driver',
    ice: 'cube cream tray pack pick bucket tea bag',
    butter: 'knife dish',
    juice: 'box bottle carton pouch can pack',
    glue: 'stick gun bottle',
    paint: 'brush can roller tube bucket',
    plant: 'pot',
    spray: 'bottle can',
    drill: 'bit',
    iron: 'board',
    toast: 'rack',
    dust: 'pan bin cloth',
    vacuum: 'cleaner',
    match: 'box',
    clip: 'board',
    play: 'dough doh',
    soap: 'bottle',
    drink: 'can bottle',
    cook: 'book',
    plate: 'rack',
    stamp: 'pad',
    brush: 'holder',
    door: 'stop pull',
    bus: 'stop',
    drawer: 'pull',
    eye: 'drop',
    cough: 'drop',
    lemon: 'drop',
    guitar: 'pick',
    fork: 'lift',
    book: 'end',
    push: 'pin',
    stop: 'sign watch',
    car: 'lift wash',
    egg: 'wash',
    face: 'wash',
    body: 'wash',
    scissor: 'lift',
  }).map(([first, second]) => [first, second.split(' ')] as const),
);

/** Nouns that are things only with another noun before them: "the drill bits", but not "a few bits". */
export const compoundThings: readonly string[] = 'bit feet game line meter shape'.split(' ');

/** Those of them that any noun or colour makes a thing: "the pH meter", "the yellow line". */
export const namedThings: readonly string[] = 'line meter shape'.split(' ');

/** Verbs that end the name of a thing, where they have nothing to act on: "the bubble wrap", "grab garlic press". */
export const namingVerbs: readonly string[] =
  'press wrap mix drive peel punch roast fry polish swing feed dip grind spread glaze rub blend brew mount scrub swab lift'.split(
    ' ',
  );

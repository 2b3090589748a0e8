/** Verbs whose object is operated where it stands: the object is a fixture. */
export const operatingVerbs: readonly string[] =
  'open close shut press turn twist switch toggle activate deactivate unlock lock click unscrew adjust crank slide-open ring swivel trigger enable disable depress dial set-to power reopen reclose dim preheat'.split(
    ' ',
  );

/** Verbs that bring their object somewhere, so that a place after it is where it goes. */
export const movingVerbs: readonly string[] =
  'put screw file box bag want wind coil loop pnp place move push set drop stack insert pour drag slide bring throw toss hang transfer carry deliver store return arrange load pack position align lay rest leave stick attach add pull sweep roll shift relocate stow stash dump empty spread sort assemble mount hook bury dip scoop separate lower nudge shove tuck feed tip gather collect send fit slot lean line give pass land plug replace reposition restack unload stand balance drape fasten clip pin thread wrap tie deposit discard dispose immerse submerge soak squirt drizzle sprinkle squeeze combine match join keep center centre orient sit install connect toss flick swing steer guide maneuver manoeuvre re-place put_away lift_to wedge jam press_into invert pile nest plop rack shelve dunk seat hand serve stuff fill_in smear apply tape glue nail throw_away rearrange ship offer place_back shoot hurl splash scatter crumble group scrape fling chuck hide park cram slip sling plunk plonk lob dock undock haul tow hitch tug yank spill point aim shine direct present pry reorient clamp plant sow archive embed affix lodge strap lash winch palletize palletise transplant repot siphon funnel dissolve steep decant aliquot nestle wheel cluster transport situate posit station perch settle ease stretch pop suspend dangle heap mound slather slop slosh dribble drip spoon ladle pump post mail bin restock stock drain string trap'.split(
    ' ',
  );

/** Verbs of going somewhere: what follows is where to. */
export const goingVerbs: readonly string[] =
  'go walk drive navigate approach reach travel head come run hover proceed return fly climb step belong circle loop cross edge inch veer glide creep scoot dodge orbit skirt patrol enter exit descend ascend stroll wander rush march rove cruise detour duck trundle sneak swerve tiptoe arrive'.split(
    ' ',
  );

/** Other verbs of instructions; a place after their object tells which object is meant. */
export const otherVerbs: readonly string[] =
  'flip rotate unplug face see supply furnish equip straighten upright increase decrease weld route screw_in pick pickup grab grasp take lift raise hold touch wipe clean wash rinse scrub cut slice dice chop peel mince fold unfold refold find get fetch retrieve remove release tap poke hit strike hammer knock shake stir mix whisk flatten cover uncover unwrap untie iron brush dust mop vacuum water light examine view look inspect check observe heat cook warm cool chill boil fry bake toast microwave juice make prepare use grip clasp clutch pinch tilt spin swipe draw write erase paint sketch spray season eat drink sip stay stop start begin continue try help let show wave dance do solve build kick pluck unstack disassemble tear rip crack break fill refill flush disconnect bend snap zip unzip button unbutton extract detach unhook unclip unfasten catch dust swab polish sand drill saw measure weigh scan photograph select choose identify locate search examine clear tidy organize organise clean_up fix repair tighten loosen inflate blow brew steam grill roast knead crush smash grate grind blend butter ice unwind compress bounce squash dry stroke pet scratch rub massage drum strum play dial_up type answer follow repeat wait need require dig trim prune hoist elevate topple tumble tap_on interact manipulate handle operate explore swap exchange switch_places match count name read mark label decorate complete finish ensure make_sure avoid be allow put_on fall hug kiss unpack uncap recap cap uncork seal unseal unscrew peel_off strip undo redo reset fan shut_down restart plate garnish pop_open unroll swirl stamp punch lace unlace dress undress buckle unbuckle water_down wet bake steal crumple shred trace jiggle wiggle twirl stab pierce skewer dab pat nudge_over slap watch nab crease bump declutter divide beat mash defrost thaw unclamp staple comb solder highlight underline fluff steady pivot rewind uncoil untangle untwist shuck debone smell lick destack snip shear clench cradle jostle swish uproot unsheathe free collapse bypass circumvent surround plunge calibrate recalibrate tare pipette titrate centrifuge autoclave incubate vortex sterilize sterilise disinfect sanitize sanitise decontaminate homogenize homogenise inoculate dilute agitate distill filter purge anneal etch chamfer bevel countersink deburr lubricate oil grease varnish lacquer prime plane lathe buff caulk grout plaster hacksaw mill crimp splice rivet bolt whittle carve engrave emboss forge braze desolder rewire jack torque shim butterfly fillet marinate baste julienne whip sift sieve pit core truss blanch broil poach simmer strain saute sear braise caramelize deglaze zest devein descale gut husk dredge glaze frost reheat halve skim hull mulch weed hoe fertilize fertilise mow deadhead aerate irrigate harvest plough plow hem darn sew stitch embroider knit crochet unpick pleat mend weave inject suture palpate bandage splint auscultate intubate vaccinate immobilize immobilise fax laminate collate photocopy copy print degrease launder wax starch plump wring bleach scour hoover fumigate moisten dampen bisect trowel winnow unjam unclog declog unblock ventilate rehang reassemble disarm reseal sharpen hone focus refuel recharge charge tune freeze airdry air-dry setup layout destroy'.split(
    ' ',
  );

/** Verbs whose tool follows in "with": "wipe the table with a cloth". */
export const toolVerbs: readonly string[] =
  'pack pop stock restock wipe clean clamp wash rinse scrub cut slice dice chop peel mince cover hit strike hammer poke brush dust mop sweep vacuum stir mix whisk spread scoop fill refill scrape dry polish sand stuff tap push pull press erase draw write paint replace swap exchange wrap tie season spray touch serve knock nudge drag flip crush smash open unlock tighten loosen close water light top decorate garnish feed pierce stab skewer mark drill saw plug tape glue seal fasten clip pin hook tie secure file bag align match connect combine compare join line unscrew screw iron pat dab flatten spear load roll surround calibrate sterilize sterilise disinfect sanitize sanitise grease lubricate varnish butterfly fillet carve baste whip bandage suture sew stitch descale degrease buff plaster caulk grout weed hoe halve core strain sift oil bleach wax soak wet dampen moisten coat drizzle sprinkle'.split(
    ' ',
  );

/** Verbs that empty one thing into another: "pour the tea from the pot". */
export const pouringVerbs: readonly string[] = 'pour decant tip'.split(' ');

/** Words after a verb that belong to it: pick up, turn off, pull out. */
export const particles: readonly string[] =
  'up down on off out in away back over forward backward backwards forwards around together apart open closed shut aside along upright through across'.split(
    ' ',
  );

/** Verb forms that do not follow the rules. */
export const irregularForms: Readonly<Record<string, string>> = {
  placed: 'place',
  put: 'put',
  took: 'take',
  taken: 'take',
  brought: 'bring',
  held: 'hold',
  hung: 'hang',
  hanging: 'hang',
  lying: 'lay',
  laid: 'lay',
  lies: 'lay',
  lie: 'lay',
  left: 'leave',
  kept: 'keep',
  stood: 'stand',
  sat: 'sit',
  sitting: 'sit',
  made: 'make',
  went: 'go',
  threw: 'throw',
  thrown: 'throw',
  cutting: 'cut',
  got: 'get',
  gave: 'give',
  given: 'give',
  found: 'find',
  lit: 'light',
  swept: 'sweep',
  hid: 'hide',
  hidden: 'hide',
  broken: 'break',
  stuck: 'stick',
  fell: 'fall',
  fallen: 'fall',
  bound: 'wrap',
  said: 'say',
  told: 'tell',
};

/** Particles that are prepositions after most verbs, and the verbs to which they belong: "turn on the stove". */
export const particleVerbs: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    on: 'turn switch flip power toggle click screw snap'.split(' '),
    in: 'plug push press fill tuck screw slide fold bring let pull'.split(' '),
    over: 'turn flip knock tip hand roll bring push fold give'.split(' '),
    around: 'turn spin move'.split(' '),
    of: ['dispose'],
  }),
);

/** Particles that belong to whatever verb they follow. */
export const freeParticles: readonly string[] =
  'up down out off away back together apart aside forward backward backwards forwards open closed shut along upright'.split(
    ' ',
  );

/** Verbs that bring about the state after them: "pull open drawer", "keep upright". */
export const statePullers: readonly string[] =
  'open close pull push slide swing flip pop pry crack tear rip break cut prop keep leave zip snap turn force twist hold set stand'.split(
    ' ',
  );

/** Verbs that change or make a shape: "cut the apple into slices", "build a tower". */
export const shapingVerbs: readonly string[] =
  'cut slice dice chop fold tear break split roll shape form arrange stack make build assemble organize organise sort line crumple create construct draw write put place separate bend twist rearrange collect rip crack trace divide sweep gather push move slide drag rake lay'.split(
    ' ',
  );

/** Verbs after which a side tells which object is meant: "pick up the block to the right". */
export const choosingVerbs: readonly string[] =
  'pick pickup grab grasp take get fetch touch hold find select choose remove locate retrieve open close press lift search'.split(
    ' ',
  );

/** Verbs of bringing a thing where it stands, lies or hangs from then on. */
export const standingVerbs: readonly string[] =
  'put place set stand lay lean rest hang mount store stow keep'.split(' ');

/** Verbs of taking a thing in hand, beside those of moving it. */
export const takingVerbs: readonly string[] =
  'pick pickup grab grasp grip clasp clutch take get fetch retrieve hold lift raise hoist elevate remove unstack tilt flip rotate shake fold unfold extract detach snatch nab pluck catch cradle'.split(
    ' ',
  );

/** Verbs of bringing what stands after "with" into their object: "fill the cup with water". */
export const fillingVerbs: readonly string[] =
  'fill refill load pack stuff stock restock replenish supply'.split(' ');

/** Verbs of going whose object is the place: "approach the table". */
export const reachingVerbs: readonly string[] = 'approach reach enter exit circle orbit skirt cross'.split(
  ' ',
);

/** Verbs that bring the robot somewhere where they have no object: "move to the table". */
export const turningVerbs: readonly string[] = 'move return turn rotate swing roll lower shift'.split(' ');

/** Verbs of letting go, which need no other place where one has gone somewhere: "go to the table and put it down". */
export const lettingGoVerbs: readonly string[] = [
  ...standingVerbs,
  ...'drop release leave deposit unload dump empty deliver insert pour pop lower'.split(' '),
];

/** Verbs of two things of which neither is the other's tool: "align the peg with the hole". */
export const matchingVerbs: readonly string[] =
  'align match connect combine mix compare join attach swap replace exchange pair link merge line assemble'.split(
    ' ',
  );

/** Verbs whose second thing stands after "for": "swap the cup for the bowl", "search the drawer for a pen". */
export const exchangingVerbs: readonly string[] =
  'swap exchange trade substitute search check inspect scan'.split(' ');

/** Verbs that act on what stands after "on" or "at" as they do without: "press on the pedal", "pull at the rope". */
export const contactVerbs: readonly string[] = 'push press pull tug yank knock tap click bang look'.split(
  ' ',
);

/** Verbs that end the name of a task: "handle-press", "box-close". */
export const nameVerbs: readonly string[] =
  'open close press push pull turn insert place lift lock unlock slide pick'.split(' ');

/** Verbs that bring two things together, one of which may be the tool: "cover the pot with the lid". */
export const pairingVerbs: readonly string[] = [
  ...matchingVerbs,
  ...'touch cover fill close cap seal plug'.split(' '),
];

/** Participles that tell the noun before them apart by the noun after them: "the box matching the lid". */
export const describingParticiples: readonly string[] =
  'matching touching blocking wearing showing displaying depicting featuring bearing resembling'.split(' ');

/** Verbs after which a person may stand: "give me the glass on the left". */
export const givingVerbs: readonly string[] =
  'give hand pass bring show offer serve toss throw fetch get'.split(' ');

/** Verbs that begin an instruction even in the middle of text without punctuation: "pick the cup place on the table". */
export const strongVerbs: readonly string[] =
  'place put pick push pull move take open close turn lift grab grasp go bring insert pour drop release stop fall wipe'.split(
    ' ',
  );

/**
 * Things whose names are verbs before some prepositions: "circle around the table", "vacuum under the bed". All of
 * them are before a goal: "roll up to the counter".
 */
export const motionNouns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    exit: 'from|via',
    head: 'for|to|out of',
    circle: 'around|round',
    loop: 'around|round',
    cross: 'in front of|behind',
    roll: 'along|around|alongside',
    slide: 'along|alongside|under|between',
    wheel: 'around|alongside',
    duck: 'under|beneath|behind',
    stand: 'next to|in front of|behind|by|beside|between|at|near|on',
    dock: 'at|next to|with|in',
    vacuum: 'under|beneath|behind|around',
    mop: 'under|beneath|behind|around',
    dust: 'under|beneath|behind|around',
  }).map(([noun, ways]) => [noun, ways.split('|')] as const),
);

/** Verbs of talking and thinking: what follows is no object of the scene. */
export const talkingVerbs: readonly string[] =
  'tell say speak explain sing ask translate think describe calculate remind recommend suggest define summarize summarise google recite compute prove spell pronounce whisper shout laugh smile guess know remember forget learn teach buy call schedule email introduce talk chat discuss imagine dream believe hope wish love hate like understand mean compose listen hear ignore'.split(
    ' ',
  );

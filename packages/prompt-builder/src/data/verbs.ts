/** Verbs whose object is operated where it stands: the object is a fixture. */
export const operatingVerbs: readonly string[] =
  'open close shut press turn rotate twist switch flip toggle activate deactivate unlock lock click screw unscrew unplug plug adjust crank'.split(
    ' ',
  );

/** Verbs that bring their object somewhere, so that a place after it is where it goes. */
export const movingVerbs: readonly string[] =
  'put place move push set drop stack insert pour drag slide bring throw toss hang transfer carry deliver store return arrange load pack position align lay rest leave stick attach add pull sweep roll shift relocate stow stash dump empty spread sort assemble mount hook bury dip scoop separate lower nudge shove tuck feed tip gather collect send fit slot lean line hand give pass land lift_to'.split(
    ' ',
  );

/** Other verbs of instructions; a place after their object tells which object is meant. */
export const otherVerbs: readonly string[] =
  'pick grab grasp take lift raise hold touch wipe clean wash rinse scrub cut slice chop peel fold unfold reach find get fetch retrieve remove release tap poke hit strike hammer knock squeeze shake stir mix whisk flatten cover uncover wrap unwrap tie untie straighten iron brush dust mop vacuum water light examine view look inspect check go walk drive navigate approach heat cook warm cool chill boil fry bake toast microwave juice make prepare serve use grip clasp clutch pinch tilt balance spin push_up swipe draw write erase paint sketch spray sprinkle season eat drink sip keep stay stop start begin continue try help let show point wave dance sing say tell do solve build throw_away discard kick pluck unstack disassemble tear rip crack break fill refill drain flush plug_in connect disconnect pile bend snap zip unzip button unbutton'.split(
    ' ',
  );

/** Words after a verb that belong to it: pick up, turn off, pull out. */
export const particles: readonly string[] =
  'up down on off out away back over forward backward backwards forwards around together apart open closed shut aside along upright again slightly fully completely carefully gently slowly quickly just all straight halfway further firmly'.split(
    ' ',
  );

/**
 * Nouns of things that a robot can be asked about, by where they are met. Singular; plurals are derived.
 *
 * A noun that is not listed is still found where the grammar asks for one ("pick up the flurgle"); the list settles
 * words that are also verbs or adjectives, and fragments without a verb.
 */
const household = `
bowl plate dish saucer tray platter mug cup glass tumbler goblet wineglass bottle flask thermos jug pitcher carafe jar
can tin canister carton pack packet package parcel box crate case basket bin bucket pail tub container vessel holder
tank barrel bag sack pouch purse handbag backpack suitcase luggage wallet pocket envelope folder binder lid cap cork
stopper cover handle knob dial lever button key switch plug socket outlet cord cable wire charger adapter battery
drawer cabinet cupboard shelf bookshelf bookcase rack caddy organizer organiser dresser wardrobe closet chest locker
safe nightstand table desk counter countertop worktop bench stool chair armchair sofa couch seat bed crib mattress
pillow cushion blanket sheet quilt duvet comforter bedspread rug carpet mat doormat placemat coaster doorbell tablecloth towel cloth
dishcloth rag washcloth napkin tissue handkerchief kleenex sponge scrubber brush toothbrush toothpaste comb hairbrush
hairdryer razor shampoo conditioner soap soapbar bar dispenser lotion detergent bleach cleaner mop broom dustpan duster vacuum
door window curtain blind shutter gate fence wall floor ceiling roof stair staircase ladder lamp light lightbulb bulb
candle candlestick lantern flashlight torch led lightswitch fan heater radiator thermostat clock alarm watch vase pot
flowerpot plant flower rose tulip tree leaf branch twig picture painting poster frame photo photograph mirror statue
figurine toy doll puppet teddy bear dinosaur ball balloon block cube cuboid cylinder sphere prism pyramid triangle
rectangle pentagon hexagon circle star moon heart cross crescent disc disk ring cone domino dice die lego jenga puzzle jigsaw
peg pin hole slot slit groove tube pipe rod stick pole bar beam plank board chopstick domino card chess pawn
fork knife spoon spatula ladle whisk tongs tong peeler grater slicer colander strainer sieve funnel corkscrew opener scooper
scoop rolling-pin cleaver chopsticks skewer skillet frypan pan saucepan wok stockpot kettle teapot coffeepot
griddle grill cooker stove stovetop cooktop hob burner oven microwave toaster fridge refrigerator freezer dishwasher
washer dryer blender mixer processor juicer grinder mill shaker cruet dispenser coffeemaker machine espresso sink basin
faucet tap spout hose drain bathtub shower toilet bidet plunger trash garbage rubbish wastebasket trashcan dustbin dumpster
recycling litter book textbook notebook notepad magazine newspaper paper card postcard letter mail document page sheet
pen pencil marker crayon highlighter chalk eraser rubber sharpener ruler scissors scissor stapler staple tape glue clip paperclip
whiteboard blackboard chalkboard easel canvas stamp sticker label tag post-it calendar globe map
computer laptop keyboard mouse mousepad monitor screen display tablet phone cellphone smartphone telephone remote
controller console joystick headphone headset earphone earbud earbuds speaker microphone camera tripod printer router usb
television tv radio projector dvd cd
shirt t-shirt tshirt blouse sweater sweatshirt hoodie jacket coat vest dress skirt pants trousers jeans shorts
sock shoe slipper sandal boot sneaker hat glove mitten scarf tie belt bra underwear towelette cap helmet mask
goggle glasses sunglasses necklace bracelet earring jewelry umbrella cane hanger clothesline laundry hamper
clothespin garment cloth fabric apron oven-mitt mitt potholder trivet
tower pile heap stack group bundle bunch pair set object item thing tool toolbox utensil cutlery
silverware crockery dishware tableware kitchenware appliance furniture component part piece gadget device
target destination housing casing railing clothing wrapping packaging topping icing lettering playground slider slide track trail platform stand pedestal podium station dock ramp bridge tunnel house
spray garage kitchen crane excavator bulldozer helicopter rocket submarine spaceship truck car bus train plane airplane boat ship bike bicycle motorcycle tractor wagon cart trolley wheel tire
bell whistle drum guitar piano violin xylophone drumstick bottle-opener can-opener letterbox mailbox
marble stone foam cardboard cotton wool leather rubber bamboo yo-yo square head face ear nose eye mouth loop foot rest slice half quarter animal dog cat elephant lion tiger monkey rabbit bunny duck turtle frog pig cow horse sheep chicken bird fish
owl penguin giraffe zebra octopus crab lobster shark whale unicorn dragon snowman
hoop net goal bat racket paddle puck racquet golf club dumbbell weight
ashtray lighter match matchbox fireplace log
badge banner barcode bathmat bathrobe bead beanbag birdhouse butterfly bobbin bookend bookmark bouquet bowtie broomstick bristle
buckle bulletin cablebox calculator candleholder cardigan carabiner caster chandelier chopper cigarette cigar
clipboard clipper coathanger coin coinbox collar compass condom cookbook corkboard costume cradle crown crutch
cupholder cutter deodorant diaper dolly doorstop drawstring dropper earplug eggshell emblem extinguisher eyedropper
eyeglasses eyeglass feather feeder firewood flashcard flashdrive flowerbed floss flyer foil footstool frisbee fishbowl
barbie basketball football baseball beanie cactus confetti fidget goggles gun helmet knight pawn pebble rook sand shield slime clay spinner sword swiffer lysol windex ticket timer turner wrapper arch rock bishop gem giftbox gift gnome handcuff handset hairband hairpin hairspray hairtie hammock handbasket headband headlamp
headrest highchair hotplate hourglass icepack incense inhaler ink jersey keychain keypad keyring kite lace lampshade
lanyard leash legging lens lipstick litterbox locket loofah lunchbox mannequin mascara matchstick medal menu modem
mousetrap mouthwash nightgown nightlight notecard nozzle oar ornament outfit ottoman pacifier padding pajamas pamphlet
parasol passport pencilcase pendant pendulum penholder perfume pillowcase pinecone pinwheel placard planter plasticine
playdough playdoh plush plushie pompom poncho powerbank powerstrip present protractor pyjamas ramekin receipt ribbon
robe satchel scale seashell shawl shell shoebox shoelace shelving skateboard sketchbook sled sleeve slipcover
slingshot slinky snorkel souvenir spork sprinkler squeegee starfish stationery steamer stencil stethoscope stocking
stopwatch strap straw streamer stroller stylus sunscreen surfboard swab sweatpants swimsuit tambourine tapestry tassel
teacup teakettle teaspoon tablespoon telescope textile thermometer thimble thumbtack thumbdrive tile tinfoil tiara
toothpick topper towelrack treadmill tricycle trinket trophy trumpet tuxedo tupperware turntable ukulele undershirt
uniform urn veil visor voucher waistband walkie-talkie wand wax webcam wheelchair wig windowsill wristband wristwatch
yoyo ziploc ziplock headboard backrest armrest bedsheet bedding tabletop drawing writing scribble doodle marking
coating lining stuffing filling escalator elevator kiosk product merchandise courier barrier obstacle hurdle drone
solution insulation decoration medication invitation carnation illustration foundation harness crustacean
scooter forklift pram bandaid vitamin capsule ointment sanitizer
`;

const workshop = `
hammer screwdriver wrench spanner plier pliers saw drill chisel file sander clamp vise vice screw bolt nut washer nail rivet
hinge bracket gear pulley belt chain spring bearing shaft coupler connector ram gpu cpu motherboard pcb circuit chip resistor
capacitor sensor motor valve pump gauge multimeter soldering-iron iron level toolkit axe shovel rake hoe trowel
spade bucket wheelbarrow paintbrush roller sandpaper rope string thread yarn needle zipper velcro magnet lock padlock
pipette beaker vial cuvette syringe centrifuge petri microscope slide tweezers tweezer scalpel gauze bandage pill
pillbox tablet medicine pallet box conveyor carton bale tote fixture jig assembly insert seal gasket
peg pegboard breadboard hdmi ethernet cable-tie zip-tie stick hook latch bolt handlebar crank lever pedal
anchor antenna anvil awl barbell blowtorch bushing caliper caulk cog crowbar dowel dongle faceplate ferrule filament
flange fuse gearbox grommet hacksaw hatchet heatsink hexkey lawnmower mallet molding nutcracker piston plexiglass
propeller pushpin ratchet receptacle rasp sapling scaffold shears sickle sledgehammer spacer spark-plug spool sprocket
stud tarp toolbelt transformer turbine vent voltmeter wingnut workpiece welder busbar terminal port jumper
brick core pit weed copy jack shim winch patch hem seam exit pillar doorway forceps catheter tourniquet oximeter splint burette autoclave balance plane lathe grout varnish solder grease filter zip clasp
microplane secateurs funnel jerrycan mower turnstile
ribbon-cable ssd cartridge crucible eppendorf pestle mortar incubator pipet microplate swatch toner mainboard
workstation
`;

const food = `
apple banana orange lemon lime pear peach plum cherry grape grapefruit strawberry blueberry raspberry blackberry
kiwi mango melon watermelon pineapple coconut avocado tomato potato carrot onion garlic ginger pepper bellpepper
cucumber zucchini eggplant aubergine broccoli cauliflower cabbage lettuce spinach kale celery asparagus corn corncob pea bean
mushroom pumpkin squash radish turnip beet beetroot chili chilli chive parsley basil herb spice salt sugar flour rice
pasta noodle spaghetti macaroni bread loaf baguette toast bun roll bagel croissant muffin cake cupcake pie tart pastry cookie
biscuit cracker donut doughnut pancake waffle cereal oatmeal granola pretzel chip crisp popcorn nut peanut almond
walnut cashew hazelnut raisin date fig olive pickle egg cheese butter margarine cream yogurt yoghurt milk honey jam
jelly syrup sauce ketchup mustard mayonnaise mayo vinegar oil dressing soup stew broth salad sandwich burger
hamburger hotdog sausage bacon ham steak meat beef pork chicken turkey lamb fish shrimp salmon tuna sushi taco
burrito pizza fries chocolate candy sweet gum lollipop marshmallow pudding dessert ice cream tea coffee teabag juice
soda coke cola pepsi sprite fanta 7up redbull beer wine whiskey vodka water lemonade smoothie milkshake drink beverage snack
food meal breakfast lunch dinner ingredient fruit vegetable veggie lays pringles doritos oreo nutella spam jello clementine
tangerine mandarin apricot nectarine pomegranate papaya dragonfruit guava lychee tofu artichoke leek yam
boba breadstick brisket brownie buckwheat cantaloupe caramel casserole cheddar chestnut chickpea cinnamon coleslaw
condiment coriander cornflake cornflakes couscous cranberry creamer crouton cumin curry custard dill dough dumpling
falafel fondant fritter frosting fudge garnish gelatin gnocchi gourd grain gravy guacamole gummy haribo hashbrown
honeycomb hotpot hummus icecream jackfruit jerky kebab kernel kimchi lasagna lavender lentil lozenge macaron macaroon
marinade meatball meringue mocha mozzarella mussel nougat nugget nuggets nutmeg oat okra omelette oregano oyster
paella paprika parmesan parsnip patty pepperoni peppercorn pistachio pita popsicle porridge prawn prune quesadilla
quiche quinoa ramen ravioli relish rhubarb rosemary saffron salami salsa satay scallion scallop scone seaweed sesame
shallot shortbread slushie sourdough soysauce soymilk sprinkles sprout squid sundae sunflower tahini tamale tempeh
thyme toffee tortilla truffle turmeric twix udon vanilla venison wafer wasabi whey yolk zest chutney congee mooncake
dumplings gatorade gatorlyte rxbar kitkat snickers nestle evian powerade starbucks cheerios cheeto cheetos mentos
skittles starburst poptart ritz doublemint toblerone
`;

/** Words of {@link household}, {@link workshop} and {@link food}, in no order. */
export const thingNouns: readonly string[] = [household, workshop, food].flatMap((words) =>
  words.trim().split(/\s+/),
);

/** Things that are sat at, stood on or walked over; "the bowl on the table" is about the bowl. */
export const surfaceNouns: readonly string[] =
  'table tabletop counter countertop desk floor ground bench workbench worktop shelf bed sofa couch carpet rug kitchen room'.split(
    ' ',
  );

/** Tools that things are taken or handled with: "pick up the egg with the tongs". */
export const toolNouns: readonly string[] =
  'tongs tong spatula spoon fork knife ladle chopsticks chopstick tweezers scoop scooper shovel pliers cloth towel rag sponge brush mop broom duster net magnet hook stick rod hammer wrench screwdriver napkin tissue paper eraser scissors whisk peeler key keys glove mitt mitten mitts vacuum'.split(
    ' ',
  );

/** Things that others are filled from: "fill the glass with the jug". */
export const pouringNouns: readonly string[] =
  'jug pitcher kettle teapot bottle carton carafe hose faucet tap dispenser pipette funnel'.split(' ');

/** Things that others are put into or onto: "put bowl drawer". */
export const receivingNouns: readonly string[] =
  'drawer cabinet cupboard shelf rack sink box bin basket bag table counter desk fridge freezer microwave oven pan pot plate bowl tray cup crate bucket'.split(
    ' ',
  );

/** Controls and moving parts: pushing or sliding them is operating them where they are. */
export const controlNouns: readonly string[] =
  'button switch lever knob dial key lock door drawer window faucet tap handle doorknob lightswitch slider tab zipper trigger latch pedal crank plunger valve spigot thermostat breaker dimmer'.split(
    ' ',
  );

/** What things are cut or put into: "fold the towel into a square" makes the square. */
export const madeShapes: readonly string[] =
  'half piece slice strip chunk quarter cube wedge bit part bridge tunnel fort castle row line stack pile tower pyramid circle square triangle rectangle ball shape pattern column roll letter word star house wall heart cross u l order size group pair third layer ring smiley arrow grid face bow knot cluster'.split(
    ' ',
  );

/** Parts that things are held by, besides the attributes: "grab the teapot by the spout". */
export const heldParts: readonly string[] =
  'spout collar sleeve cord corner base body end shaft ear nose hair hood hem waist waistband brim zipper loop ring hook knob tip blade hinge lip arm hand finger'.split(
    ' ',
  );

/** What tells an object apart after "with", rather than being a tool: "the cup with the blue handle". */
export const attributeNouns: readonly string[] =
  'handle lid label stripe dot edge leg hole top bottom pattern logo cap spot print picture flower rim wheel button lettering text stem neck spine strap string tail sticker number color colour shape size word'.split(
    ' ',
  );

/** What tells apart things that are opened, shut or turned, besides the attributes: "the door with the push bar". */
export const operatedParts: readonly string[] =
  'bar knob panel flap arrow door drawer compartment latch hinge window screen curtain light lock sign symbol icon zipper shelf mirror grille glass poster wreath'.split(
    ' ',
  );

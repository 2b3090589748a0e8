import { checkThings } from './check-things.js';
import { type Element, element, renderElement } from './element.js';
import { handActuators, handBody, handEquality } from './hand.js';
import { physicsSettings, tableHeight } from './settings.js';
import { box, hiddenGroup } from './solids.js';
import { isFixture, type Thing, thingShapes } from './thing.js';
import { basketSolids } from './things/basket.js';
import { cabinetDrawer, cabinetSolids } from './things/cabinet.js';
import { movableSolids } from './things/movable.js';
import { stoveButton, stoveSolids } from './things/stove.js';

/** Half extent of the table's top along x and y, metres. */
export const tableHalf = [0.4, 0.5] as const;

/** Name of the sensor that says whether a finger touches a thing. */
export function touchSensor(side: 'left' | 'right', name: string): string {
  return `${side}_touches_${name}`;
}

/**
 * Writes the MuJoCo model of a table with a hand and some things.
 *
 * @throws InspireError `SCENE_INVALID` for a kind or a colour that there is not.
 */
export function createSceneModel(things: readonly Thing[]): string {
  checkThings(things);
  return renderElement(
    element('mujoco', { model: 'tabletop' }, [
      ...physicsSettings(),
      element('worldbody', {}, [...surroundings(), handBody(), ...things.map(thingBody)]),
      element('equality', {}, [handEquality()]),
      element('actuator', {}, handActuators()),
      element('sensor', {}, things.flatMap(touchSensors)),
    ]),
  );
}

/** Floor, table and back wall; the surface that things lie on is a plane, which nothing falls through. */
function surroundings(): readonly Element[] {
  const [halfX, halfY] = tableHalf;
  const wood = [0.72, 0.58, 0.42] as const;
  return [
    element('geom', {
      type: 'plane',
      // Endless, so that there is a horizon.
      size: [0, 0, 0.1],
      rgba: [0.62, 0.64, 0.66, 1],
      contype: 0,
      conaffinity: 0,
    }),
    box([halfX, halfY, 0.02], { colour: wood, position: [0, 0, tableHeight - 0.0201], touches: false }),
    element('geom', { type: 'plane', size: [1, 1, 0.1], pos: [0, 0, tableHeight], group: hiddenGroup }),
  ];
}

function thingBody(thing: Thing): Element {
  const { name, kind } = thing;
  if (!isFixture(kind)) {
    return element('body', { name, pos: [0, 0, 2] }, [
      element('freejoint', { name }),
      ...movableSolids(thing),
    ]);
  }
  return element('body', { name, mocap: 'true', pos: [0, 0, tableHeight] }, fixtureParts(thing));
}

function fixtureParts(thing: Thing): readonly Element[] {
  if (thing.kind === 'cabinet') return [...cabinetSolids(thing), cabinetDrawer(thing)];
  if (thing.kind === 'stove') return [...stoveSolids(thing), stoveButton(thing)];
  return basketSolids(thing);
}

function touchSensors({ name, kind }: Thing): readonly Element[] {
  if (thingShapes[kind].grasp === null) return [];
  return (['left', 'right'] as const).map((side) =>
    element('contact', {
      name: touchSensor(side, name),
      geom1: `${side}_pad`,
      body2: name,
      num: 1,
      data: 'found',
    }),
  );
}

import { type Element, element } from './element.js';

/** Height of the table's surface above the floor, metres, as in LIBERO's tabletop scenes. */
export const tableHeight = 0.9;

/** Control ticks per second. */
export const controlRate = 20;

/** Physics steps per control tick. */
export const stepsPerTick = 12;

/** Seconds per physics step. */
export const timestep = 1 / (controlRate * stepsPerTick);

/**
 * Settings of the physics. Contact stiffness and the elliptic cone are what holds thin-walled things; with the
 * engine's defaults two cups in three are dropped. The time constant of contacts stays above two timesteps.
 */
export function physicsSettings(): readonly Element[] {
  return [
    element('compiler', { angle: 'radian', autolimits: 'true' }),
    element('option', { timestep, integrator: 'implicitfast', cone: 'elliptic', impratio: 10 }, [
      // MuJoCo 3.14's own collider now and then turns the contact of a box and a cylinder over: it is pulled through.
      element('flag', { autoreset: 'disable', nativeccd: 'disable' }),
    ]),
    element('size', { memory: '16M' }),
    element('default', {}, [
      element('geom', {
        condim: 4,
        friction: [1, 0.005, 0.0001],
        solref: [0.01, 1],
        solimp: [0.95, 0.99, 0.001],
      }),
    ]),
  ];
}

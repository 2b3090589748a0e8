/**
 * What Open X-Embodiment's datasets call the parts of an action that is a group, in the order in which policies have them:
 * translation, rotation, gripper (openvla\@c8f03f48 prismatic/vla/datasets/rlds/oxe/transforms.py).
 */
export const actionParts: readonly (readonly string[])[] = [
  ['world_vector'],
  ['rotation_delta'],
  ['gripper_closedness_action', 'open_gripper'],
];

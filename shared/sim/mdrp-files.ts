// The files of the Grubhub format: four texts that make a day, three that tell what was done in it.

export const MDRP_FILES = {
  orders: 'orders.txt',
  restaurants: 'restaurants.txt',
  couriers: 'couriers.txt',
  parameters: 'instance_parameters.txt',
} as const;

export type MdrpTexts = Readonly<Record<keyof typeof MDRP_FILES, string>>;

export const MDRP_SOLUTION_FILES = {
  assignments: 'solution_info_assignments.txt',
  orders: 'solution_info_orders.txt',
  couriers: 'solution_info_couriers.txt',
} as const;

export type MdrpSolution = Readonly<Record<keyof typeof MDRP_SOLUTION_FILES, string>>;

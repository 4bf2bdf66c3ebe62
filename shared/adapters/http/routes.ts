// The table of all routes: the router, the checks of input, the OpenAPI document and the types of the client follow from it.
import { courierRoutes } from './routes/couriers.ts';
import { orderRoutes } from './routes/orders.ts';
import { planRoutes } from './routes/plans.ts';
import { policyRoutes } from './routes/policies.ts';
import { zoneRoutes } from './routes/zones.ts';

export const ROUTES = { ...zoneRoutes, ...orderRoutes, ...courierRoutes, ...planRoutes, ...policyRoutes };

export type RouteTable = typeof ROUTES;
export type RouteKey = keyof RouteTable;
export const ROUTE_KEYS = Object.keys(ROUTES) as RouteKey[];

/** The body that a call may have at most; the largest useful one, 1,000 positions, has about 150 KB. */
export const MAX_BODY_BYTES = 262_144;

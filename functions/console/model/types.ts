// What the console knows of the API: the answers' own types, by short names.
import type { Answer } from '../../../shared/client/client.ts';

export type Zone = Answer<'GET /v1/zones'>['zones'][number];
export type Live = Answer<'GET /v1/zones/{zoneId}/live'>;
export type Order = Live['orders'][number];
export type Courier = Live['couriers'][number];
export type Store = Live['stores'][number];
export type Plan = NonNullable<Live['plan']>;
export type Route = Plan['routes'][number];
export type Stop = Route['stops'][number];
export type Place = Stop['location'];
export type RevisionLine = Answer<'GET /v1/zones/{zoneId}/revisions'>['revisions'][number];
export type Revision = Answer<'GET /v1/zones/{zoneId}/revisions/{revision}'>;
export type Difference = Answer<'GET /v1/zones/{zoneId}/revisions/{from}/diff/{to}'>;
export type Explained = Answer<'GET /v1/zones/{zoneId}/orders/{orderId}/explanation'>;
export type Explanation = NonNullable<Explained['now']>;
export type Change = Explanation['changes'][number];
export type WhatIf = Answer<'POST /v1/zones/{zoneId}/what-if'>;
export type Fit = Extract<WhatIf, { readonly ask: 'fit' }>;
export type Replanned = Extract<WhatIf, { readonly before: unknown }>;
export type Policy = Answer<'GET /v1/policies/{policyId}/versions/{version}'>;

// Routes of policies and of the service itself.
import * as z from 'zod';
import { policy } from '../../schema/policy.ts';
import { moment } from '../answers/records.ts';
import { writtenAnswer } from '../answers/written.ts';
import { policyBody, rolloutBody } from '../bodies.ts';
import { WITH_BODY } from '../problems.ts';
import type { Routes } from '../route.ts';

export const policyRoutes = {
  'GET /v1/policies/{policyId}/versions/{version}': {
    id: 'getPolicy',
    summary: 'A version of a policy.',
    tag: 'policies',
    answer: policy,
    problems: ['POLICY_VERSION_UNKNOWN'],
  },
  'PUT /v1/policies/{policyId}/versions/{version}': {
    id: 'putPolicy',
    summary: 'Writes a version of a policy, once.',
    tag: 'policies',
    headers: ['Idempotency-Key'],
    body: policyBody,
    answer: writtenAnswer,
    problems: [...WITH_BODY, 'POLICY_VERSION_EXISTS'],
  },
  'PUT /v1/policies/{policyId}/rollout': {
    id: 'rollOutPolicy',
    summary: 'Which percentage of the zones that follow the policy plan by a new version of it.',
    tag: 'policies',
    headers: ['Idempotency-Key'],
    body: rolloutBody,
    answer: writtenAnswer,
    problems: [...WITH_BODY, 'POLICY_UNKNOWN'],
  },
  'GET /v1/health': {
    id: 'getHealth',
    summary: 'Answers when the API runs. It does not look into the table.',
    tag: 'service',
    answer: z.strictObject({ status: z.literal('ok'), at: moment }),
    problems: [],
    isOpen: true,
  },
  'GET /openapi.json': {
    id: 'getDocument',
    summary: 'This document.',
    tag: 'service',
    answer: z.looseObject({ openapi: z.literal('3.1.0') }),
    problems: [],
    isOpen: true,
  },
} as const satisfies Routes;

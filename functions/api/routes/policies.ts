// Handlers of policies and of the service itself.
import { openApi } from '../../../shared/adapters/http/openapi.ts';
import type { policyRoutes } from '../../../shared/adapters/http/routes/policies.ts';
import { findPolicy } from '../../../shared/app/find-policy.ts';
import { type PolicyOutcome, setRollout, storePolicy } from '../../../shared/app/set-policy.ts';
import { done, type Handlers, problem, type Reply } from '../call.ts';
import { happened, refusal, type Written } from '../record.ts';

export const policyHandlers: Handlers<typeof policyRoutes> = {
  'GET /v1/policies/{policyId}/versions/{version}': async ({ ports }, { params: { policyId, version } }) => {
    const policy = await findPolicy(ports.settings, policyId, version);
    return policy === null
      ? problem(
          'POLICY_VERSION_UNKNOWN',
          `policy ${policyId} has no version ${version}`,
          'Write it first: PUT /v1/policies/{policyId}/versions/{version}.',
        )
      : done(policy);
  },

  'PUT /v1/policies/{policyId}/versions/{version}': async (parts, call) => {
    const { policyId, version } = call.params;
    const said = { eventId: call.eventId(parts.ports.clock.now()), at: parts.ports.clock.now() };
    return answerFor(await storePolicy(parts.ports, { ...call.body, policyId, version }), said);
  },

  'PUT /v1/policies/{policyId}/rollout': async (parts, call) => {
    const { at: _, ...rollout } = call.body;
    const said = happened(parts, call);
    return answerFor(await setRollout(parts.ports, { ...rollout, policyId: call.params.policyId }, said.at), said);
  },

  'GET /v1/health': async ({ ports }) => done({ status: 'ok', at: ports.clock.now() }),

  'GET /openapi.json': async () => done(document()),
};

const answerFor = (outcome: PolicyOutcome, said: Omit<Written, 'outcome'>): Reply<Written> =>
  outcome.kind === 'refused' ? refusal(outcome.fault) : done({ outcome: 'applied', ...said });

let written: ReturnType<typeof openApi> | null = null;

/** Written once a process, when somebody asks. */
function document(): ReturnType<typeof openApi> {
  written ??= openApi();
  return written;
}

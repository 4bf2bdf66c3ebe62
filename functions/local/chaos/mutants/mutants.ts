// Faults of the protocol, each of which a storm has to notice: the mutants that the protocol's description names, and some
// more that its code could have. A mutant is a change of the text of some files; it is applied while they are loaded.

export interface Edit {
  /** From the top of the project. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  /** What is wrong with it. */
  readonly harm: string;
  readonly edits: readonly Edit[];
}

const REOPTIMIZE = 'shared/app/reoptimize.ts';
const PUBLISH = 'shared/app/publish.ts';
const HEADS = 'shared/adapters/dynamodb/head-store.ts';
const VERSIONED = 'shared/adapters/dynamodb/versioned.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'attempt-left-out',
    harm: 'two writers of one revision share its key, and the loser writes over what was committed',
    edits: [
      {
        file: 'shared/adapters/dynamodb/keys.ts',
        find: '`Z#${zoneId}#R#${revision}#${attempt}`',
        replace: '`Z#${zoneId}#R#${revision}${attempt * 0}`',
      },
    ],
  },
  {
    name: 'covered-from-later-want',
    harm: 'a wake-up that came while the plan was made counts as seen',
    edits: [
      {
        file: REOPTIMIZE,
        find: 'covered: want,',
        replace: 'covered: (await ports.heads.get(zoneId))?.want ?? want,',
      },
    ],
  },
  {
    name: 'facts-before-claim',
    harm: 'a fact whose wake-up was merged with the running claim is not seen by it',
    edits: [
      {
        file: REOPTIMIZE,
        find: 'const claim = await ports.heads.claim(request.zoneId, at);',
        replace:
          'const seen = await ports.heads.get(request.zoneId);\n' +
          'const early = seen && (await loadZone(ports, seen, at));\n' +
          'const claim = await ports.heads.claim(request.zoneId, at);\n' +
          'if (early) EARLY.set(claim, early);',
      },
      {
        file: REOPTIMIZE,
        find: 'const loaded = await loadZone(ports, claim, at);',
        replace: 'const loaded = EARLY.get(claim) ?? (await loadZone(ports, claim, at));',
      },
      {
        file: REOPTIMIZE,
        find: 'const MAX_ROUNDS = 2;',
        replace: 'const MAX_ROUNDS = 2;\nconst EARLY = new WeakMap();',
      },
    ],
  },
  {
    name: 'one-phase-publish',
    harm: 'a courier gets more before it is known that what it has was taken back',
    edits: [
      {
        file: PUBLISH,
        find: "await resolver.resolveAll(some.filter(({ change }) => change.kind === 'withdraw'));",
        replace: 'await resolver.resolveAll(some);',
      },
    ],
  },
  {
    name: 'commit-without-draining',
    harm: 'a revision follows one whose changes are not all out',
    edits: [
      { file: REOPTIMIZE, find: 'await drain(ports, claim);', replace: '' },
      {
        file: HEADS,
        find: "${isAt('publishedRev', from)} AND ${NOT_FROZEN}",
        replace: '${NOT_FROZEN}',
      },
    ],
  },
  {
    name: 'void-without-its-write',
    harm: 'two publishers of one change do not agree on what became of it',
    edits: [
      {
        file: PUBLISH,
        find: "return outcome === 'void' ? markVoid(order, note)",
        replace: "return outcome === 'void' ? null && markVoid(order, note)",
      },
    ],
  },
  {
    name: 'no-identity-re-read',
    harm: 'who meets its own write, made by a try whose answer got lost, takes it for somebody else’s',
    edits: [
      {
        file: VERSIONED,
        find: "return isDeepStrictEqual(await getRecord(table, key), record) ? 'written' : 'conflict';",
        replace: "return isDeepStrictEqual(0, 1) ? 'written' : 'conflict';",
      },
      {
        file: HEADS,
        find: "return head?.revision === from + 1 && head.attempt === attempt ? 'written' : 'conflict';",
        replace: "return head === null ? 'written' : 'conflict';",
      },
    ],
  },
  {
    name: 'idempotency-in-a-row',
    harm: 'an event is noted as processed, its function dies, and its fact is never written',
    edits: [
      {
        file: 'shared/app/ingest.ts',
        find: 'const outcome = await applyEvent(ports, event);',
        replace:
          'const row = await ports.orders.claimId(`row-${event.eventId}`, `${++ROWS.count}`);\n' +
          "const outcome = row === 'claimed' ? await applyEvent(ports, event) : IGNORED;",
      },
      {
        file: 'shared/app/ingest.ts',
        find: "const IGNORED = { kind: 'ignored' } as const;",
        replace: "const IGNORED = { kind: 'ignored' } as const;\nconst ROWS = { count: 0 };",
      },
    ],
  },
  {
    name: 'tick-without-repair',
    harm: 'what a crash left unpublished or unplanned waits for the next cadence',
    edits: [
      { file: 'shared/app/tick.ts', find: "if (head.publishedRev < head.revision) return 'unpublished';", replace: '' },
      { file: 'shared/app/tick.ts', find: 'if (head.want > head.covered &&', replace: 'if (false &&' },
    ],
  },
  {
    name: 'no-freeze',
    harm: 'what a courier has agreed to is planned anew',
    edits: [
      {
        file: 'shared/domain/order.ts',
        find: "order.stage === 'accepted' || order.stage === 'picked_up';",
        replace: "order.stage === 'picked_up';",
      },
    ],
  },
  {
    name: 'no-version-condition',
    harm: 'an accept and a withdrawal of one offer both win',
    edits: [
      {
        file: VERSIONED,
        find: "if: '#version = :version',",
        replace: "if: '#version <> :version OR #version = :version',",
      },
    ],
  },
  {
    name: 'no-courier-gate',
    harm: 'a courier from whom nothing could be taken back gets more',
    edits: [{ file: PUBLISH, find: "if (change.kind === 'withdraw') this.gate.close(change.courierId);", replace: '' }],
  },
  {
    name: 'no-kill-switch',
    harm: 'a zone that was stopped while its plan was made gets that plan',
    edits: [{ file: HEADS, find: ' AND ${NOT_FROZEN}', replace: ' AND (#frozen = :off OR #frozen <> :off)' }],
  },
  {
    name: 'noted-before-sent',
    harm: 'a chunk counts as published, its function dies, and nobody is told',
    edits: [
      {
        file: PUBLISH,
        find: 'if (resolved.length > 0)',
        replace:
          'await ports.heads.published(zoneId, revision.revision, chunk + 1, chunk === chunks - 1);\nif (resolved.length > 0)',
      },
    ],
  },
  {
    name: 'wake-up-before-facts',
    harm: 'the cycle that a wake-up asks for is over before the fact is written',
    edits: [
      {
        file: 'functions/ingest/ingest-batch.ts',
        find: 'const outcome = await ingestEvent(parts.ports, parsed.value);',
        replace:
          'await wakeZone(parts.ports, parsed.value.zoneId);\nconst outcome = await ingestEvent(parts.ports, parsed.value);',
      },
      {
        file: 'functions/ingest/ingest-batch.ts',
        find: 'await ports.telemetry.within({ zoneId }, () => wakeZone(ports, zoneId));',
        replace: '',
      },
    ],
  },
  {
    name: 'poison-fails-its-batch',
    harm: 'a message that can never be processed holds up the others, and is parked without a reason',
    edits: [
      {
        file: 'functions/ingest/ingest-batch.ts',
        find: 'if (!parsed.ok) return park(parts, record, parsed.error);',
        replace: "if (!parsed.ok) throw new Error('poison');",
      },
    ],
  },
  {
    name: 'answer-before-facts',
    harm: 'a caller hears that its event is recorded, the function dies, and it is not',
    edits: [
      {
        file: 'functions/api/routes/zones.ts',
        find: 'const outcome = await ingestEvent(ports, event);',
        replace:
          'void ingestEvent(ports, event).catch(() => {});\n' +
          "const outcome = { kind: 'applied' } as Awaited<ReturnType<typeof ingestEvent>>;",
      },
    ],
  },
];

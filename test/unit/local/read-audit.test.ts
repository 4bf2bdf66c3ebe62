import { describe, expect, it } from 'vitest';
import { readAudit } from '../../../functions/local/audit/read-audit.ts';

const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} });

const FLAW = {
  name: 'left-pad',
  severity: 'high',
  isDirect: false,
  via: [{ source: 1, name: 'left-pad', title: 'Pads without end', severity: 'high' }],
  range: '<1.3.0',
  fixAvailable: true,
};

describe('an answer of npm audit', () => {
  it('is sound when a report lists nothing', () => {
    expect(readAudit(report({}), null)).toEqual({ kind: 'sound', lines: ['no known flaws'] });
  });

  it('is flawed when a report lists a package, with what is wrong and what helps', () => {
    const dependent = {
      ...FLAW,
      name: 'pad',
      via: ['left-pad'],
      range: '*',
      fixAvailable: { name: 'pad', version: '2.0.0' },
    };

    expect(readAudit(report({ 'left-pad': FLAW, pad: dependent }), null)).toEqual({
      kind: 'flawed',
      lines: ['high left-pad <1.3.0: Pads without end. Fix: npm audit fix', 'high pad *: by left-pad. Fix: pad@2.0.0'],
    });
    expect(readAudit(report({ 'left-pad': { ...FLAW, fixAvailable: false } }), null).lines[0]).toContain('none yet');
  });

  it.each([
    ['the service refuses', '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":""}}', null],
    ['the network is away', '{"error":{"code":"ENOTFOUND","summary":"405 Method Not Allowed"}}', null],
    ['npm does not end', '', '405 Method Not Allowed'],
  ])('is no audit and no failure when %s, with the reason', (_, stdout, problem) => {
    const { kind, lines } = readAudit(stdout, problem);

    expect(kind).toBe('unreachable');
    expect(lines[0]).toMatch(/^NOT AUDITED: .*405 Method Not Allowed/);
  });

  it('is no audit when npm says nothing that can be read', () => {
    expect(readAudit('', null)).toMatchObject({ kind: 'unreachable' });
    expect(readAudit('{"auditReportVersion":3,"vulnerabilities":{}}', null)).toMatchObject({ kind: 'unreachable' });
  });
});

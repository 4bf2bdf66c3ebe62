// Each intrinsic on its own, nested ones, and what must be refused.
import { describe, expect, it } from 'vitest';
import { resolve, type Scope } from '../../../functions/local/stack/template/intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ Queue: 'http://queue', Count: 3, 'AWS::NoValue': undefined })[name],
  attribute: (resource, attribute) => `${resource}/${attribute}`,
};
const value = (template: unknown) => resolve(template, scope, 'here');

describe('resolve', () => {
  it.each([
    ['a plain value', { a: [1, 'x', true, null] }, { a: [1, 'x', true, null] }],
    ['Ref', { Ref: 'Queue' }, 'http://queue'],
    ['Ref that keeps its type', { Ref: 'Count' }, 3],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Nested.Arn' }, 'Queue/Nested.Arn'],
    ['Join of references', { 'Fn::Join': [':', ['a', { Ref: 'Count' }, { 'Fn::GetAtt': ['Q', 'Arn'] }]] }, 'a:3:Q/Arn'],
    ['Sub', { 'Fn::Sub': `\${Queue}/\${Table.Arn}/\${!Literal}` }, `http://queue/Table/Arn/\${Literal}`],
    ['Sub with names of its own', { 'Fn::Sub': [`\${mine}-\${Count}`, { mine: { Ref: 'Queue' } }] }, 'http://queue-3'],
    ['Split and Select', { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Q', 'Arn'] }] }] }, 'Arn'],
    ['Select by a text', { 'Fn::Select': ['0', ['a', 'b']] }, 'a'],
    ['a list with a value that is none', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
    ['an object that only looks like an intrinsic', { Ref: 'Queue', other: 1 }, { Ref: 'Queue', other: 1 }],
  ])('evaluates %s', (_, template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  it.each([
    ['an intrinsic that it does not know', { 'Fn::ImportValue': 'x' }, 'TEMPLATE_INTRINSIC_UNKNOWN'],
    ['a condition', { a: { 'Fn::If': ['c', 1, 2] } }, 'TEMPLATE_INTRINSIC_UNKNOWN'],
    ['a Join of something that is no text', { 'Fn::Join': ['', [{ a: 1 }]] }, 'TEMPLATE_MALFORMED'],
    ['a Select beyond the end', { 'Fn::Select': [2, ['a', 'b']] }, 'TEMPLATE_MALFORMED'],
    ['a GetAtt without an attribute', { 'Fn::GetAtt': ['Queue'] }, 'TEMPLATE_MALFORMED'],
    ['a Split of a list', { 'Fn::Split': [',', ['a']] }, 'TEMPLATE_MALFORMED'],
  ])('refuses %s', (_, template, code) => {
    expect(() => value(template)).toThrow(expect.objectContaining({ code }));
  });

  it('says where in the template the fault is', () => {
    expect(() => value({ a: [{ b: { 'Fn::If': [] } }] })).toThrow('here.a[0].b');
  });
});

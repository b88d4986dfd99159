import { expect, test } from 'vitest';
import { machineOf, processStanding, readHostIdentity, type MachineFacts } from './hostIdentity.ts';

const FACTS: MachineFacts = {
  hostName: 'PC-12',
  macs: ['aa:00:00:00:00:01', 'aa:00:00:00:00:02'],
  bootId: 'boot',
  pidNamespace: 'pid:[1]',
};

test('a machine is told by the same facts in any order', () => {
  expect(machineOf({ ...FACTS, macs: FACTS.macs.toReversed() })).toBe(machineOf(FACTS));
  expect(machineOf({ ...FACTS, macs: [...FACTS.macs, '00:00:00:00:00:00'] })).toBe(machineOf(FACTS));
  const elsewhere: MachineFacts = { ...FACTS, bootId: null, pidNamespace: null };
  expect(machineOf(elsewhere)).toBe(machineOf(elsewhere));
});

test.each<[string, Partial<MachineFacts>]>([
  ['name', { hostName: 'PC-13' }],
  ['network card', { macs: ['aa:00:00:00:00:03'] }],
  ['start of the system', { bootId: 'later' }],
  ['container', { pidNamespace: 'pid:[2]' }],
])('another %s is another machine', (_what, facts) => {
  expect(machineOf({ ...FACTS, ...facts })).not.toBe(machineOf(FACTS));
});

test.each<[string, Partial<MachineFacts>]>([
  ['network card', { macs: [] }],
  ['network card that has a number', { macs: ['00:00:00:00:00:00'] }],
  ['start of the system', { bootId: undefined }],
  ['container', { pidNamespace: undefined }],
])('without a known %s no two processes are of one machine', (_what, facts) => {
  const unsure = { ...FACTS, ...facts };
  expect(machineOf(unsure)).not.toBe(machineOf(unsure));
});

test('this process runs', () => {
  const identity = readHostIdentity();
  expect(processStanding(identity)).toBe(identity.processStarted === undefined ? 'unknown' : 'running');
  expect(processStanding({ pid: process.pid })).toBe('unknown');
});

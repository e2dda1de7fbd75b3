import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detect } from '../capture/detect/detect.ts';
import { readMachine } from '../capture/detect/read-machine.ts';
import type { Detection } from '../capture/detection.ts';
import { detect as en } from '../i18n/en/detect.ts';
import { detect as id } from '../i18n/id/detect.ts';
import { LABS } from '../profile/labs.ts';
import { type MachineRecord, replayedMachine } from '../testing/machine-record.ts';
import { detectionText } from './detection-text.ts';

async function detected(machine: string): Promise<Detection> {
	const record = JSON.parse(readFileSync(`fixtures/machines/${machine}.json`, 'utf8')) as MachineRecord;
	return detect(await readMachine(replayedMachine(record)), { labs: Object.values(LABS) });
}

test('detectionText() marks the chosen network and says why', async () => {
	expect(detectionText(await detected('two-projects'), en)).toBe(
		[
			'   Network          Bridge           Service (container)  IP          MAC                Port',
			'→  compose_reqresp  br-55c56910f3ac  reqresp-client       172.19.0.3  02:42:ac:13:00:03  vetha278ba0',
			'                                     reqresp-server       172.19.0.2  02:42:ac:13:00:02  vethaf48b28',
			'   web_default      br-ea7f33253399  back                 172.20.0.3  02:42:ac:14:00:03  vethfcd9b71',
			'                                     sidecar              172.20.0.3  02:42:ac:14:00:03  shares web_back_1',
			'                                     front                172.20.0.2  02:42:ac:14:00:02  veth9e2173a',
			'   bridge           docker0          (lonely)             172.17.0.2  02:42:ac:11:00:02  vethf7606a5',
			'',
			'Chosen: br-55c56910f3ac, network compose_reqresp, project compose, lab reqresp; because no other has services or ports of a lab that is known here.',
			'Record it: capnote record -i br-55c56910f3ac',
			'',
		].join('\n'),
	);
});

test('detectionText() shows ports that lead to nobody known, and containers that do not run', async () => {
	expect(detectionText(await detected('forbidden'), id)).toMatch(
		/^ +br-55c56910f3ac +br-55c56910f3ac +vetha278ba0\n +vethaf48b28$/m,
	);
	expect(detectionText(await detected('created'), id)).toContain('tidak berjalan');
});

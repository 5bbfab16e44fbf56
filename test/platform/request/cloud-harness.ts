// The cloud transport, with every response of the cloud and the network given by hand.
import { createCloudAudio } from '../../../miniprogram/platform/request/cloud-audio'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import { createReattaching } from '../../fakes/fake-reattaching'
import { createFakeCloud, createFakeUploads, fakeFileID } from '../../fakes/fake-cloud'
import { createFakeRequest } from '../../fakes/fake-request'
import type { TransportHarness } from './transport-contract'
import { tagOf, taggedFile } from '../../fakes/untagged'

const request = { apiAddress: 'https://api.example.com', timeoutMs: 300_000, frameMaxBytes: 1000 }

/** `known`: a file in the cloud from an earlier request. */
export function createCloudHarness({
  uid = () => Promise.resolve('18446744073709551615'),
  known = null,
}: { uid?: () => Promise<string>; known?: string | null } = {}) {
  const fake = createFakeRequest()
  const files = createFakeCloud()
  const uploads = createFakeUploads(known)
  const upload = () => files.uploads[files.uploads.length - 1]
  const harness: TransportHarness = {
    transport: createTransport({
      tagOf,
      mode: () => 'cloud',
      identity: { uid },
      files: { readFile: () => undefined },
      cloudAudio: createCloudAudio({}, files.cloud, uploads, taggedFile),
      request: createReattaching(fake.wx, request),
      inlineBodyMaxBytes: 1_000_000,
    }),
    request: fake,
    stages: [
      { name: 'half the upload', play: () => upload()?.progress(50) },
      { name: 'the upload', play: () => upload()?.success() },
      { name: 'the address', play: () => files.giveAddress() },
    ],
    playLate() {
      upload()?.progress(100)
      upload()?.success()
      if (files.addressCalls.length > 0) files.giveAddress()
    },
    // An upload may finish after its abort: nothing refers to that file, so it must be deleted.
    expectNothingLeft() {
      expect([...files.deleted, ...uploads.added]).toEqual(files.uploads.map(() => fakeFileID))
    },
  }
  return { ...harness, files, uploads }
}

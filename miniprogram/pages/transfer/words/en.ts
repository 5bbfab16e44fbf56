// English.
import type { TransferWords } from './transfer-words'

export const en: TransferWords = {
  faults: {
    'not-zip': {
      title: 'This is no archive',
      way: 'An archive is a file that ends in .zip. Choose the one that was exported here.',
    },
    'not-archive': {
      title: 'This .zip is no archive of this app',
      way: 'There is no practice in it. Choose the file that was exported here.',
    },
    newer: {
      title: 'This archive comes from a newer version',
      way: 'Update this mini program, then import it again.',
    },
    damaged: {
      title: 'This archive is damaged',
      way: 'It may have been cut short on its way. Have it sent again, then import it.',
    },
    unsupported: {
      title: 'This kind of .zip cannot be opened',
      way: 'It has a password, or is packed in another way. Use the file as it was exported here.',
    },
    unsafe: {
      title: 'This file is not safe to import',
      way: 'The names in it are not those of an archive made here. Nothing was written.',
    },
    'too-large': {
      title: 'This file is too large',
      way: 'There is more in it than in any archive made here. Use the file as it was exported.',
    },
  },
  archive: {
    title: 'IELTS Speaking Part 1 practice',
    madeAt: 'Exported on {time}',
    part: 'Part {n} of {all}',
    attempts: '{n} {n|attempt|attempts}',
    phrases: 'Phrase book',
    noRecording: 'No recording',
    noQuestion: 'Question unknown',
    partial: 'partial',
    otherAnswer: 'Another answer',
  },
}

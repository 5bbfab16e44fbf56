// Chinese.
import type { TransferWords } from './transfer-words'

export const zh: TransferWords = {
  faults: {
    'not-zip': { title: '这不是存档', way: '存档是以 .zip 结尾的文件。请选从这里带走的那个文件。' },
    'not-archive': {
      title: '这个 .zip 不是练习存档',
      way: '里面没有这个小程序的练习。请选从这里带走的那个文件。',
    },
    newer: { title: '存档来自更新的版本', way: '先把小程序更新到最新版，再来导入。' },
    damaged: { title: '存档不完整', way: '可能没传完，或者被改过。请让对方重新发一次，再导入。' },
    unsupported: {
      title: '打不开这种压缩包',
      way: '它有密码，或者用了别的压缩方式。请用从这里带走的原文件。',
    },
    unsafe: {
      title: '这个文件不能放心导入',
      way: '里面的文件名有问题，不像是从这里带走的。什么都没有写入。',
    },
    'too-large': {
      title: '这个文件太大了',
      way: '里面的内容比任何一份练习存档都多。请用从这里带走的原文件。',
    },
  },
  archive: {
    title: '雅思口语 Part 1 练习',
    madeAt: '导出于 {time}',
    part: '第 {n} 份，共 {all} 份',
    attempts: '{n} 次练习',
    phrases: '句子本',
    noRecording: '没有录音',
    noQuestion: '题目未知',
    partial: '不完整',
    otherAnswer: '另一个回答',
  },
}

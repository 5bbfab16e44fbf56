// Storage and files as they may differ.
import type { Api, MutableWx, Mutations } from './mutation'

declare const wx: MutableWx & Record<string, Api>

export const files: Mutations = {
  storage: [
    'an object comes back as text',
    () => {
      const { getStorageSync } = wx
      wx.getStorageSync = (key) => JSON.stringify(getStorageSync(key))
    },
  ],
  'storage-limit': [
    'storage holds half as much',
    () => {
      const { getStorageInfoSync } = wx
      wx.getStorageInfoSync = () => ({ ...getStorageInfoSync(), limitSize: 5_120 })
    },
  ],
  'file-bytes': [
    'bytes are read as text',
    () => {
      const files = wx.getFileSystemManager()
      const { readFile } = files
      files['readFile'] = (options) => readFile?.({ ...options, encoding: 'utf8' })
    },
  ],
  'file-missing': [
    'a missing file is a failure without errno',
    () => {
      const files = wx.getFileSystemManager()
      const { readFile } = files
      files['readFile'] = (options) =>
        readFile?.({ ...options, fail: () => options.fail?.({ errMsg: 'readFile:fail no such file' }) })
    },
  ],
  'mkdir-twice': [
    'a folder that exists is a failure, even with recursive',
    () => {
      const files = wx.getFileSystemManager()
      const { mkdir } = files
      const made: unknown[] = []
      files['mkdir'] = (options) => {
        if (made.includes(options['dirPath'])) options.fail?.({ errMsg: 'mkdir:fail file already exists' })
        else mkdir?.(options)
        made.push(options['dirPath'])
      }
    },
  ],
  'stat-shape': [
    'a recursive stat is the folder’s own',
    () => {
      const files = wx.getFileSystemManager()
      const { stat } = files
      files['stat'] = (options) => stat?.({ ...options, recursive: false })
    },
  ],
  'disk-full': [
    'a full disk is a success',
    () => {
      wx.getFileSystemManager()['writeFile'] = (options) => options.success?.({ errMsg: 'writeFile:ok' })
    },
  ],
  'file-root': ['files are elsewhere', () => void (wx.env.USER_DATA_PATH = 'file:///usr')],
}

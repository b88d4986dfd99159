import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { CHANNELS, type HostBridge } from '#shared/host/bridge.ts';

// The page gets these four functions and nothing of Electron: neither `ipcRenderer` nor its events.
const bridge: HostBridge = {
  call: (callId, method, input) => ipcRenderer.invoke(CHANNELS.call, callId, method, input),
  cancel: (callId) => ipcRenderer.send(CHANNELS.cancel, callId),
  onEvent: (listener) => {
    const forward = (_event: IpcRendererEvent, hostEvent: unknown) => listener(hostEvent);
    ipcRenderer.on(CHANNELS.event, forward);
    ipcRenderer.send(CHANNELS.listening);
    return () => ipcRenderer.off(CHANNELS.event, forward);
  },
  // Throws at anything but a `File`; the path of one that no person dropped or chose is empty.
  openDropped: (file) => ipcRenderer.invoke(CHANNELS.dropped, webUtils.getPathForFile(file as File)),
};

contextBridge.exposeInMainWorld('boxwrightHost', bridge);

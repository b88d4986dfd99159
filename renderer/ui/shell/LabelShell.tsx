import type { ReactNode } from 'react';
import type { Workspace } from '#renderer/state/workspace.ts';
import { CameraColumn } from '../cameras/CameraColumn.tsx';
import { FrameStrip } from '../frames/FrameStrip.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { ObjectList } from '../objects/ObjectList.tsx';
import { WorkspaceContext } from '../session/WorkspaceContext.ts';
import { useWorkspaceLife } from '../workspace/useWorkspaceLife.ts';
import { SceneArea } from '../view/SceneArea.tsx';
import { StatusBar } from './StatusBar.tsx';
import { ToolRail } from './ToolRail.tsx';
import { TopBar } from './TopBar.tsx';
import { WorkspaceDialogs } from './WorkspaceDialogs.tsx';
import './shell.css';

/** The room for labeling: rail, cameras, views, list and inspector, frames, status. */
export function LabelShell({ workspace }: { readonly workspace: Workspace }): ReactNode {
  useWorkspaceLife(workspace);
  const hasCameras = workspace.sequence.cameras.length > 0;
  return (
    <WorkspaceContext value={workspace}>
      <div className={hasCameras ? 'shell' : 'shell shell--no-cameras'}>
        <TopBar />
        <ToolRail />
        {hasCameras && <CameraColumn />}
        <SceneArea />
        <div className="side">
          <ObjectList />
          <Inspector />
        </div>
        <FrameStrip />
        <StatusBar />
      </div>
      <WorkspaceDialogs />
    </WorkspaceContext>
  );
}

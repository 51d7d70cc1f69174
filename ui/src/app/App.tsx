import { IntakePage } from "../features/intake/IntakePage";
import { Banner } from "../features/intake/Banner";
import { Queue } from "../features/queue/Queue";
import { ReviewPage } from "../features/review/ReviewPage";
import { DutyPage } from "../features/duty/DutyPage";
import { SignIn } from "../features/session/SignIn";
import { TopBar } from "../features/session/TopBar";
import { KeyLine, Notices } from "../components";
import { intake, queue } from "../ipc/fake/intake";
import { duty, inbox, review } from "../ipc/fake/desks";
import { session } from "../ipc/fake/session";

const no: any = new Proxy({}, { get: () => () => Promise.resolve([]) });
const now = () => Date.parse(session.now);
export function App() {
  const desk = location.hash.slice(1) || "intake";
  if (desk === "gate") return <SignIn view={{ hall: session.hall, last_user: "wangxy", counter: "03", online: true, version: "0.1.0", enrolled: true }} busy={false} error={{ message: "密码不对，还可以再试 3 次", next: "忘记密码请找管理员重置" }} onSubmit={no.x} onLanguage={no.x} />;
  return (
    <Notices closeLabel="关闭">
      <div className="app">
        <TopBar session={session as any} desk={desk as any} now={now} onDesk={no.x} onSync={no.x} onMenu={no.x} />
        <div className="desk">
        {desk === "intake" && <><Banner banner={intake.banner} acts={no} now={now} /><IntakePage view={intake as any} acts={no} left={<Queue view={queue as any} onNext={no.x} onResume={no.x} />} /></>}
        {desk === "review" && <ReviewPage inbox={inbox as any} tab="mine" view={review as any} acts={no} />}
        {desk === "duty" && <DutyPage view={duty as any} acts={no} />}
        </div>
        <KeyLine hints={[{ keys: { text: "Enter" }, label: "下一项" }, { keys: "find_item", label: "找事项" }]} status="已存本机 10:42:07" />
      </div>
    </Notices>
  );
}

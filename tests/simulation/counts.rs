//! What happened in a run; what must happen at least once proves that the run tried it.

use std::fmt;
use std::ops::AddAssign;

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident: $label:literal, $must:literal;)*) => {
        /// Counters of a run.
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct Counts {
            $($(#[$doc])* pub(super) $name: u64,)*
        }

        impl AddAssign for Counts {
            fn add_assign(&mut self, other: Self) {
                $(self.$name += other.$name;)*
            }
        }

        impl fmt::Display for Counts {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                $(writeln!(f, "  {:<28} {:>9}", $label, self.$name)?;)*
                Ok(())
            }
        }

        impl Counts {
            /// What a run must have tried and did not.
            pub(super) fn untried(&self) -> Vec<&'static str> {
                let all = [$(($label, $must, self.$name),)*];
                let none = |(_, must, count): &&(&str, bool, u64)| *must && *count == 0;
                all.iter().filter(none).map(|(label, _, _)| *label).collect()
            }
        }
    };
}

counts! {
    steps: "steps", true;
    on_shared: "steps on shared applications", true;
    submissions: "submissions", true;
    refused_at_desk: "refused at the desk", true;
    refused_after_rebase: "refused after rebase", true;
    refused: "refused by the platform", true;
    contradictions: "contradictions", true;
    held: "held", true;
    forks: "forks", true;
    messages_lost: "messages lost", true;
    messages_doubled: "messages doubled", true;
    messages_late: "messages delayed", true;
    duplicates: "duplicates", true;
    reordered: "reordered", true;
    restarts_during_push: "restarts during push", true;
    restarts: "restarts of stations", true;
    power_cuts: "power cuts at stations", true;
    upgrades: "schemas brought up to date", true;
    platform_restarts: "restarts of the platform", true;
    platform_restores: "platforms restored", true;
    disks_restored: "disks restored", true;
    ranges_exhausted: "ranges exhausted", true;
    clock_jumps: "clock jumps", true;
    pages: "pages", true;
    editions: "editions published", true;
    deemed: "deemed accepted", false;
    virtual_minutes: "virtual minutes", true;
}

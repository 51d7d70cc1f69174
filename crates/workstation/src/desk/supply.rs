//! 补扫、补交: pages that come after receipt, for a case that was sent back to the counter or waits
//! for what its correction notice asked.

use domain::action::Action;
use domain::catalogue::material::Trust;
use domain::ids::{CaseNo, KindId};
use domain::intake::{Check, Evidence, OriginalState, PageSource};
use domain::wire::StreamId;

use super::Workstation;
use crate::devices::PageImage;
use crate::view::{Fault, ReviewView};

impl Workstation {
    /// Scans a material again, or what was still wanting: the new pages take the place of the old
    /// ones, which stay in the history.
    ///
    /// # Errors
    /// No scanner, a jam, no paper: pages that came are kept.
    pub async fn supply(
        &self,
        case: CaseNo,
        kind: KindId,
        feeder: bool,
        original: OriginalState,
    ) -> Result<ReviewView, Fault> {
        let stream = self.engine.case(&case).await?.id.clone();
        let mut scan = self.begin_scan(feeder).await?;
        let mut images = Vec::new();
        while let Some(image) = self.next_page(&mut scan).await {
            images.push(image);
        }
        if !images.is_empty() {
            self.attach(&stream, case.clone(), kind, images, original).await?;
        }
        match scan.fault {
            Some(fault) => Err(fault.into()),
            None => self.review(case).await,
        }
    }

    async fn attach(
        &self,
        stream: &StreamId,
        case: CaseNo,
        kind: KindId,
        images: Vec<PageImage>,
        original: OriginalState,
    ) -> Result<(), Fault> {
        let session = self.session_in_use()?;
        let seen = original != OriginalState::NotShown;
        let level = if seen { Trust::B } else { Trust::C };
        let mut pages = Vec::new();
        for image in images {
            let mut page = self.keep_page(&stream.0, &image, PageSource::Scan, level).await?;
            page.checker = seen.then(|| session.actor.user.clone());
            pages.push(page);
        }
        let evidence = Evidence {
            pages,
            certificate: None,
            original,
            check: if seen { Check::Passed } else { Check::Unchecked },
            verify_online: false,
            output_of: None,
        };
        let action = Action::AttachMaterial { case: Some(case), kind, evidence };
        self.engine.submit(stream, None, move |pen| pen.act(action).map(|_| ())).await?;
        Ok(())
    }
}

//! Cards, scans and files: what comes in at the counter 读卡、扫描、导入.

use std::sync::PoisonError;
use std::time::Duration;

use domain::catalogue::item::ApplicantKind;
use domain::catalogue::material::{MaterialKind, Trust};
use domain::ids::KindId;
use domain::intake::{Check, IdKind, Intake, Page, PageSource, ValueSource};
use tokio::sync::mpsc;

use super::supplement::Supplement;
use super::{Workstation, edit};
use crate::devices::card_reader::{CardReader, IdCard};
use crate::devices::scanner::{self, ScanColour, ScanMessage, ScanRequest, ScanSource};
use crate::devices::{Cancel, PageImage, import};
use crate::engine::InForce;
use crate::store::BlobKind;
use crate::view::{Fault, IntakeView};

/// How long a person may take to lay the card on the reader.
const CARD_PATIENCE: Duration = Duration::from_secs(15);
/// Resolution that keeps stamps legible.
const DPI: u32 = 200;

/// Where a page goes.
pub(super) enum Place<'a> {
    /// An intake that is being made.
    Draft(&'a str),
    /// A case that was received: 补正, 补扫.
    Case(&'a Supplement),
}

impl Workstation {
    /// Reads the identity card 读卡 into the applicant, or into the agent once the applicant is known.
    ///
    /// # Errors
    /// No reader, no card, an expired card; the clerk types instead.
    pub async fn read_card(&self, draft: &str) -> Result<IntakeView, Fault> {
        let today = self.table()?.today();
        let reader = CardReader::new(&self.settings.card_reader);
        let card = reader.read(CARD_PATIENCE, today).await?;
        if card.expired(today) {
            return Err(Fault::new(
                "card.expired",
                "身份证已过有效期，不能用于办理：请申请人出示有效证件；已填内容都在",
            ));
        }
        self.change_draft(draft, None, |intake| take_card(intake, &card)).await?;
        self.draw(draft).await
    }

    /// Scans pages 扫描 into a material.
    ///
    /// # Errors
    /// No scanner, a jam, an open cover, no paper; pages that came are kept.
    pub async fn scan(&self, draft: &str, kind: KindId, feeder: bool) -> Result<IntakeView, Fault> {
        self.scan_into(&Place::Draft(draft), &kind, feeder).await?;
        self.draw(draft).await
    }

    /// Scans pages into a place; each is durable as it comes.
    pub(super) async fn scan_into(
        &self,
        place: &Place<'_>,
        kind: &KindId,
        feeder: bool,
    ) -> Result<(), Fault> {
        let cancel = Cancel::default();
        *self.scanning.lock().unwrap_or_else(PoisonError::into_inner) = cancel.clone();
        let device = self.scanner_device().await?;
        let source = if feeder { ScanSource::Feeder } else { ScanSource::Flatbed };
        let request = ScanRequest { device, source, colour: ScanColour::Colour, dpi: DPI };
        let mut messages = scanner::start(&self.settings.scanner, &request, &cancel);
        let taken = self.take_pages(place, kind, &mut messages).await;
        self.tell("scan", String::new(), None, true);
        taken
    }

    /// Keeps page after page. Who stops listening stops the scanner: a page that the disk does not
    /// take ends the scan, and the clerk knows from which page to go on.
    async fn take_pages(
        &self,
        place: &Place<'_>,
        kind: &KindId,
        messages: &mut mpsc::Receiver<ScanMessage>,
    ) -> Result<(), Fault> {
        let mut kept = 0;
        while let Some(message) = messages.recv().await {
            match message {
                ScanMessage::Progress { page, percent } => {
                    self.tell("scan", format!("第 {page} 页 {percent}%"), Some(percent), false);
                }
                ScanMessage::Page(image) => {
                    let added = self.put_pages(place, kind, &[image], PageSource::Scan).await;
                    added.map_err(|fault| from_page(kept + 1, fault))?;
                    kept += 1;
                }
                ScanMessage::Done { .. } | ScanMessage::Cancelled { .. } => {}
                ScanMessage::Failed { fault, .. } => return Err(fault.into()),
            }
        }
        Ok(())
    }

    async fn scanner_device(&self) -> Result<String, Fault> {
        if !self.settings.scanner_device.is_empty() {
            return Ok(self.settings.scanner_device.clone());
        }
        let found = scanner::list(&self.settings.scanner).await?;
        match found.into_iter().next() {
            Some(scanner) => Ok(scanner.device),
            None => Err(scanner::ScanFault::NoDevice.into()),
        }
    }

    /// Stops the scanner.
    ///
    /// # Errors
    /// None.
    #[expect(clippy::unused_async, reason = "all that a window asks of the desk is awaited")]
    pub async fn cancel_scan(&self) -> Result<(), Fault> {
        self.scanning.lock().unwrap_or_else(PoisonError::into_inner).cancel();
        Ok(())
    }

    /// Imports a file 导入 as a material: a picture, or a PDF whose pages become pictures.
    ///
    /// # Errors
    /// Too large, neither image nor PDF, encrypted or broken.
    pub async fn import(&self, draft: &str, kind: KindId, path: &str) -> Result<IntakeView, Fault> {
        self.import_into(&Place::Draft(draft), &kind, path).await?;
        self.draw(draft).await
    }

    /// Imports a file into a place.
    pub(super) async fn import_into(
        &self,
        place: &Place<'_>,
        kind: &KindId,
        path: &str,
    ) -> Result<(), Fault> {
        let bytes = tokio::fs::read(path).await.map_err(|error| {
            Fault::new("import.unreadable", format!("读不到所选文件（{error}）。请重新选择文件。"))
        })?;
        self.tell("import", "正在读取文件".to_owned(), None, false);
        let pages = import::import(bytes).await;
        self.tell("import", String::new(), None, true);
        // All pages of a file or none: the clerk imports it again, and no page stands there twice.
        self.put_pages(place, kind, &pages?, PageSource::File).await
    }

    async fn put_pages(
        &self,
        place: &Place<'_>,
        kind: &KindId,
        images: &[PageImage],
        source: PageSource,
    ) -> Result<(), Fault> {
        match place {
            Place::Draft(draft) => self.add_pages(draft, kind, images, source).await,
            Place::Case(case) => self.attach_pages(case, kind, images, source).await,
        }
    }

    /// Pages become durable before the draft names them.
    async fn add_pages(
        &self,
        draft: &str,
        kind: &KindId,
        images: &[PageImage],
        source: PageSource,
    ) -> Result<(), Fault> {
        let owner = format!("draft/{draft}");
        let mut pages = Vec::new();
        for image in images {
            pages.push(self.keep_page(&owner, image, source, Trust::C).await?);
        }
        // checked against the certificate library once the network is back (clerk-notes E24)
        let later = self.engine.offline() && compared_online(&*self.engine.in_force()?, kind);
        self.change_draft(draft, None, |intake| {
            let evidence = intake.materials.entry(kind.clone()).or_default();
            if evidence.certificate.take().is_some() {
                evidence.pages.clear();
            }
            evidence.check = Check::Unchecked;
            evidence.verify_online = later;
            evidence.pages.extend(pages);
        })
        .await
    }

    /// Keeps a page's picture and thumbnail.
    pub(super) async fn keep_page(
        &self,
        owner: &str,
        image: &PageImage,
        source: PageSource,
        level: Trust,
    ) -> Result<Page, Fault> {
        let engine = &self.engine;
        let thumbnail =
            engine.keep_blob(BlobKind::Thumbnail, image.thumbnail.clone(), owner).await?;
        let blob = engine.keep_blob(BlobKind::Page, image.jpeg.clone(), owner).await?;
        Ok(Page {
            blob,
            thumbnail,
            source,
            level,
            checker: None,
            at: engine.clock().now(),
            watermark: String::new(),
            width: image.width,
            height: image.height,
        })
    }
}

/// Whether there is something online to compare a material's paper with.
pub(super) fn compared_online(in_force: &InForce, kind: &KindId) -> bool {
    in_force.catalogue.materials.get(kind).is_some_and(MaterialKind::compared_online)
}

/// What kept a page from being kept, and where to go on.
fn from_page(page: u32, fault: Fault) -> Fault {
    let message =
        format!("第 {page} 页没有保存，扫描已停止。{}再从这一页起按 F6 续扫。", fault.message);
    Fault { message, ..fault }
}

fn take_card(intake: &mut Intake, card: &IdCard) {
    let agent = intake.agent.is_some()
        && intake.applicant.as_ref().is_some_and(|a| !a.name.is_empty())
        && intake.applicant.as_ref().is_some_and(|a| a.id_number != card.citizen_id);
    let who = if agent { "agent" } else { "applicant" };
    let mut set = |place: &str, text: &str| {
        edit::set_field(intake, &format!("{who}.{place}").as_str().into(), text, ValueSource::Card);
    };
    set("name", &card.name);
    set("id_number", &card.citizen_id);
    if !agent {
        set("address", &card.address);
    }
    if let Some(applicant) = intake.applicant.as_mut().filter(|_| !agent) {
        applicant.kind = ApplicantKind::Person;
        applicant.id_kind = IdKind::CitizenId;
        applicant.source = ValueSource::Card;
    }
}

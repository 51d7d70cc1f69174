//! Users: signing in, locking out, changing.

use domain::action::Role;
use domain::ids::UserId;
use domain::wire::access::{PasswordChange, SignIn, SignInAnswer, UserProfile};
use domain::wire::admin::{UserList, UserPut};

use crate::clock::{from_millis, secret};
use crate::error::{Result, said};
use crate::keys::{password_fits, token_hash};
use crate::store::trail::{self, By};
use crate::store::user::{self, User};
use crate::store::{begin, region};
use crate::{Caller, Platform};

const MINUTE: i64 = 60 * 1000;
/// Wrong passwords in a row that lock an account.
const FAILURES: u32 = 5;
/// For how long it is locked.
const LOCK_MILLIS: i64 = 15 * MINUTE;
/// A session lasts a working day.
const SESSION_MILLIS: i64 = 12 * 60 * MINUTE;
/// Without the platform a user may sign in for a week.
const OFFLINE_MILLIS: i64 = 7 * 24 * 60 * MINUTE;
/// Letters of a password at least.
const PASSWORD_LEN: usize = 10;

fn wrong() -> crate::PlatformError {
    said(401, "user.wrong", "用户名或密码不正确")
}

impl Platform {
    /// `POST /v1/sign-in`: a session that is good at the calling station only.
    ///
    /// # Errors
    /// The password is wrong, the account is locked or stopped, or works in another hall.
    pub async fn sign_in(&self, caller: &Caller, ask: &SignIn) -> Result<SignInAnswer> {
        let now = self.0.clock.millis();
        let known = {
            let mut reader = self.0.store.reader().await?;
            self.station(&mut reader, caller).await?;
            user::load(&mut reader, &ask.user).await?
        };
        let Some(known) = known else {
            // As slow as a wrong password, so that nobody learns which accounts exist.
            self.fits(NOBODY.to_owned(), ask.password.clone()).await?;
            return Err(wrong());
        };
        if let Some(until) = known.locked_until.filter(|until| *until > now) {
            let minutes = (until - now) / MINUTE + 1;
            let message =
                format!("密码错误次数过多，账号已锁定，请 {minutes} 分钟后再试或联系管理员");
            return Err(said(423, "user.locked", message));
        }
        if !self.fits(known.password.clone(), ask.password.clone()).await? {
            return Err(self.count_failure(&ask.user, now).await?);
        }
        if !known.active {
            return Err(said(403, "user.revoked", "账号已停用，请联系管理员"));
        }
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let station = self.station(&mut tx, caller).await?;
        if station.row.hall != known.profile.hall {
            return Err(said(403, "user.hall", "该账号不属于本大厅，请到所属大厅登录"));
        }
        let token = secret()?;
        let expires = now + SESSION_MILLIS;
        let id = &station.row.station;
        user::end_sessions(&mut tx, None, now).await?;
        user::add_session(&mut tx, &token_hash(&token), &ask.user, id, expires).await?;
        user::signed_in(&mut tx, &ask.user, now).await?;
        let by = By { user: Some(&ask.user), station: Some(id) };
        trail::audit(&mut tx, by, "user.signed_in", ask.user.as_str(), "", now).await?;
        tx.commit().await?;
        Ok(SignInAnswer {
            session: token,
            expires: from_millis(expires),
            offline_until: from_millis(now + OFFLINE_MILLIS),
            profile: known.profile,
            must_change: known.must_change,
            unlock: station.unlock,
        })
    }

    /// Argon2 off the runtime's threads.
    async fn fits(&self, phc: String, password: String) -> Result<bool> {
        tokio::task::spawn_blocking(move || password_fits(&phc, &password))
            .await
            .map_err(|e| crate::PlatformError::Internal(e.to_string()))
    }

    async fn count_failure(&self, id: &UserId, now: i64) -> Result<crate::PlatformError> {
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let failures = user::load(&mut tx, id).await?.map_or(0, |user| user.failures) + 1;
        let locked = failures >= FAILURES;
        let until = locked.then_some(now + LOCK_MILLIS);
        user::set_failures(&mut tx, id, if locked { 0 } else { failures }, until).await?;
        if locked {
            let by = By { user: Some(id), station: None };
            trail::audit(&mut tx, by, "user.locked", id.as_str(), "", now).await?;
        }
        tx.commit().await?;
        if locked {
            let message = "密码错误次数过多，账号已锁定 15 分钟，请稍后再试或联系管理员";
            return Ok(said(423, "user.locked", message));
        }
        let left = FAILURES - failures;
        Ok(said(401, "user.wrong", format!("用户名或密码不正确，还可尝试 {left} 次")))
    }

    /// `POST /v1/sign-out`.
    ///
    /// # Errors
    /// The store fails.
    pub async fn sign_out(&self, caller: &Caller) -> Result<()> {
        if let Some(session) = &caller.session {
            let mut writer = self.0.store.writer().await;
            let mut tx = begin(&mut writer).await?;
            user::end_session(&mut tx, &token_hash(session)).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// `POST /v1/password`: the signed-in user's own.
    ///
    /// # Errors
    /// The old one is wrong, the new one too short, or nobody is signed in.
    pub async fn change_password(&self, caller: &Caller, change: &PasswordChange) -> Result<()> {
        let user = {
            let mut reader = self.0.store.reader().await?;
            self.signed_in(&mut reader, caller).await?.1
        };
        let id = user.profile.user;
        if !self.fits(user.password, change.old.clone()).await? {
            return Err(self.count_failure(&id, self.0.clock.millis()).await?);
        }
        let hash = self.password_hash(&change.new)?;
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        user::set_password(&mut tx, &id, &hash).await?;
        let by = By { user: Some(&id), station: None };
        trail::audit(&mut tx, by, "user.password", id.as_str(), "", now).await?;
        tx.commit().await?;
        Ok(())
    }

    fn password_hash(&self, password: &str) -> Result<String> {
        if password.chars().count() < PASSWORD_LEN {
            let message = format!("密码至少 {PASSWORD_LEN} 位");
            return Err(said(400, "user.password_short", message));
        }
        self.0.password_cost.hash(password)
    }

    /// `GET /v1/admin/users`.
    ///
    /// # Errors
    /// The caller is no administrator, or the store fails.
    pub async fn users(&self, caller: &Caller) -> Result<UserList> {
        let mut reader = self.0.store.reader().await?;
        self.in_role(&mut reader, caller, &[Role::Administrator]).await?;
        Ok(UserList { users: user::all(&mut reader).await? })
    }

    /// `PUT /v1/admin/users/{user}`.
    ///
    /// # Errors
    /// The caller is no administrator, or as [`Platform::put_user`].
    pub async fn change_user(&self, caller: &Caller, id: &UserId, put: &UserPut) -> Result<()> {
        let (station, admin) = {
            let mut reader = self.0.store.reader().await?;
            self.in_role(&mut reader, caller, &[Role::Administrator]).await?
        };
        let by = By { user: Some(&admin.profile.user), station: Some(&station.row.station) };
        self.put_user_by(id, put, true, by).await
    }

    /// Makes or changes a user; `user add` on the command line. The password need not be changed.
    ///
    /// # Errors
    /// A part is missing, the password is too short, or the store fails.
    pub async fn put_user(&self, id: &UserId, put: &UserPut) -> Result<()> {
        self.put_user_by(id, put, false, By::default()).await
    }

    async fn put_user_by(
        &self,
        id: &UserId,
        put: &UserPut,
        must_change: bool,
        by: By<'_>,
    ) -> Result<()> {
        let named = ![id.as_str(), &put.name, &put.staff_no, put.hall.as_str()].contains(&"");
        if !named || put.roles.is_empty() || put.roles.contains(&Role::System) {
            return Err(said(400, "user.incomplete", "请填写账号、姓名、工号、大厅和岗位"));
        }
        let fresh = put.password.as_deref().map(|p| self.password_hash(p)).transpose()?;
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let old = user::load(&mut tx, id).await?;
        let (password, must_change) = match (fresh, &old) {
            (Some(hash), _) => (hash, must_change),
            (None, Some(old)) => (old.password.clone(), old.must_change),
            (None, None) => return Err(said(400, "user.no_password", "新用户需要初始密码")),
        };
        let user = User {
            profile: UserProfile {
                user: id.clone(),
                name: put.name.clone(),
                staff_no: put.staff_no.clone(),
                roles: put.roles.clone(),
                department: put.department.clone(),
                hall: put.hall.clone(),
            },
            id_number: put.id_number.clone(),
            active: put.active,
            password,
            must_change,
            failures: 0,
            locked_until: None,
            last_sign_in: None,
        };
        let since = region::head(&mut tx).await?.position;
        user::save(&mut tx, &user, since).await?;
        let stricter = old.is_some_and(|old| old.profile != user.profile || !user.active);
        if stricter || put.password.is_some() {
            user::end_sessions(&mut tx, Some(id), now).await?;
        }
        let roles = serde_json::to_string(&put.roles)?;
        let detail = format!("active={} roles={roles}", put.active);
        trail::audit(&mut tx, by, "user.changed", id.as_str(), &detail, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Argon2id of nothing, at the usual cost.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

//! Partitions 分区 of the region log.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{DepartmentId, HallId};

/// A partition 分区: a hall or a department.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "id", rename_all = "snake_case")]
pub enum Partition {
    /// All streams of a hall.
    Hall(HallId),
    /// All streams with a case of the department.
    Department(DepartmentId),
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hall(hall) => write!(f, "hall:{hall}"),
            Self::Department(department) => write!(f, "department:{department}"),
        }
    }
}

/// A text that names no partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("分区应写作 hall:编号 或 department:编号")]
pub struct NoPartition;

impl FromStr for Partition {
    type Err = NoPartition;

    fn from_str(text: &str) -> Result<Self, NoPartition> {
        match text.split_once(':') {
            Some(("hall", id)) if !id.is_empty() => Ok(Self::Hall(HallId::from(id))),
            Some(("department", id)) if !id.is_empty() => {
                Ok(Self::Department(DepartmentId::from(id)))
            }
            _ => Err(NoPartition),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_reads_as_it_writes() {
        for text in ["hall:suicheng", "department:cdc"] {
            assert_eq!(text.parse::<Partition>().unwrap().to_string(), text);
        }
        for text in ["", "hall:", "hall", "desk:1"] {
            assert_eq!(text.parse::<Partition>(), Err(NoPartition));
        }
    }
}

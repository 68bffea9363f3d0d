//! Enums with stable codes: the same in the database, the API and the forms.

/// Makes an enum whose values have codes; `| "alias"` names older codes that are still read.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $code:literal $(| $alias:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code $(, alias = $alias)*)] $variant,)+
        }

        impl $name {
            /// All values in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, the same in the database, the API and the forms.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The value of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code $(| $alias)* => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub(crate) use codes;

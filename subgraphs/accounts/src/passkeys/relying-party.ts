/** The shop as passkeys know it: the domain that they are for, and the pages that may ask for them. */
export interface RelyingParty {
  /** A domain, such as `shop.example.com`. */
  readonly id: string;
  /** Such as `https://shop.example.com`; an Android app is `android:apk-key-hash:…`. */
  readonly origins: readonly string[];
}

import type { ConceptEntry } from '../concept.ts';

/** What the failing thing is for. Two teams name one failure by what it does to whom. */
export const BUSINESS_THINGS: readonly ConceptEntry[] = [
  {
    id: 'payment',
    phrases: `payment | payments | pay | card | cards | credit card | charge | charged | psp | adyen | stripe | paypal | debit | debited | acquirer | bank | 3ds | strong customer authentication | checkout payment | visa | mastercard | sepa | direct debit | wallet | refund | refunds | payout`,
  },
  {
    id: 'billing',
    phrases: `billing | invoice | invoices | invoicing | bill | ledger | bookkeeping | accounting | bookkeeper | tariff | receipt | receipts | dunning | subscription fee | statement of account | payment pods | finance | tax | vat`,
  },
  { id: 'cart', phrases: `cart | carts | basket | baskets | shopping cart | checkout | trolley` },
  {
    id: 'order',
    phrases: `order | orders | purchase | purchases | ordering | order events | sales order | sales | bookings | booking | reservation | reservations | ticket sale`,
  },
  {
    id: 'product-catalogue',
    phrases: `product | products | catalogue | catalog | sku | article | articles | item | items | assortment | merchandise | product page | inventory | stock | warehouse | goods`,
  },
  {
    id: 'price',
    phrases: `price | prices | pricing | tariff | discount | coupon | voucher | promotion code | rate card | cost | quote`,
  },
  {
    id: 'customer',
    phrases: `customer | customers | client | clients | shopper | shoppers | buyer | buyers | crm | user | users | consumer | subscriber | people | visitor | visitors | guest | everybody | audience | account holder`,
  },
  {
    id: 'supplier',
    phrases: `supplier | suppliers | vendor | vendors | partner | third party | external provider | upstream api | contractor | partner api | provider | outside service | dealer | merchant | merchants`,
  },
  {
    id: 'login',
    phrases: `login | logins | log in | logged in | logged out | logged off | sign in | signin | sign on | authenticate | authentication | session service | session | auth | login page | logon | sign up | signup | register | registration | enrolment | onboarding | password reset`,
  },
  {
    id: 'email',
    phrases: `email | emails | e-mail | mail | smtp | newsletter | newsletters | mailbox | imap | letters | mails | message delivery | mailer | postfix | sendgrid | mailing | inbox | spam | mail relay | mta`,
  },
  {
    id: 'notification',
    phrases: `notification | notifications | push | sms | text message | alert message | dispatcher | callback sender | webhook dispatcher | announcement | push dispatcher | reminders`,
  },
  {
    id: 'picture',
    phrases: `image resizer | thumbnail | thumbnails | photo | photos | picture | pictures | image | media | video | avatar | rendition | transcoding | gallery | upload`,
  },
  {
    id: 'comment',
    phrases: `comment | comments | discussion | thread | post | posts | forum | reply | replies | review | reviews | conversation | chat`,
  },
  {
    id: 'profile',
    phrases: `profile | account | user data | personal data | settings page | user record | account page | address book`,
  },
  {
    id: 'team',
    phrases: `team | teams | member | members | group | groups | organisation | tenant | tenants | workspace`,
  },
  {
    id: 'report',
    phrases: `report | reports | reporting | dashboard | analytics | statistics | overview | export | spreadsheet | csv | business intelligence | bi | data warehouse | kpi | figures | listing`,
  },
  {
    id: 'shipping',
    phrases: `shipping | shipment | shipments | delivery | deliveries | parcel | parcels | courier | logistics | tracking | tracking number | label printing | carrier | dispatch | fulfilment | fulfillment`,
  },
  {
    id: 'site-search',
    phrases: `site search | search box | find articles | search results | search page | full text search | autocomplete | suggestions | query results`,
  },
  {
    id: 'content',
    phrases: `content | cms | article | articles | editorial | page | news | blog | documents | wiki | publishing | text`,
  },
  { id: 'audit', phrases: `audit | compliance | audit trail | audit logs | regulator | gdpr` },
  { id: 'scraper', phrases: `scraper | crawler | bot | bots | spider | crawling | robots` },
  {
    id: 'shop',
    phrases: `shop | store front | storefront | ecommerce | shopify | webshop | e-commerce | online store | marketplace | retail | shopping`,
  },
  {
    id: 'recommendation',
    phrases: `recommendation | recommendations | personalisation | personalization | suggestions | related items | ranking service`,
  },
  { id: 'game', phrases: `game | games | player | players | lobby | matchmaking` },
  { id: 'travel', phrases: `travel | hotel | flight | flights | trip | airline | rooms | seat | seats` },
  {
    id: 'insurance',
    phrases: `insurance | claim | claims | policy holder | underwriting | loan | loans | credit check | mortgage`,
  },
  { id: 'health', phrases: `patient | patients | clinic | hospital | medical | appointment | appointments | doctor` },
  {
    id: 'human-resources',
    phrases: `payroll | salary | salaries | wages | employee | employees | staff | hr | timesheet | personnel`,
  },
  {
    id: 'school',
    phrases: `student | students | course | courses | exam | exams | school | university | lecture | pupil | pupils`,
  },
  {
    id: 'sensor',
    phrases: `sensor | sensors | iot | device telemetry | meter | meters | measurement | measurements | readings | gauge devices | machine data`,
  },
  {
    id: 'map',
    phrases: `map | maps | geo | location | locations | routing | coordinates | position | positions | vehicle | fleet | driver`,
  },
  {
    id: 'money',
    phrases: `money | transfer | transfers | balance | balances | currency | exchange rate | amounts | funds | wire | cents`,
  },
  { id: 'fraud', phrases: `fraud | risk check | risk score | suspicious | chargeback | anti fraud | scam` },
  { id: 'night', phrases: `nightly | overnight | last night | midnight | night | since midnight | after hours` },
  {
    id: 'launch',
    phrases: `marketing campaign | campaign | black friday | launch | flash sale | tv ad | promotion | rush hour | christmas | season | advertising`,
  },
];

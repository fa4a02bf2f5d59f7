"""Dentistry in four languages: the synonyms of services and channels, and a new clinic's template.

Each cell holds the words of one language, the name to show first, the rest split by commas. A
service has its days until the patient is due again, and its usual prices in whole RUB, UAH, CNY,
USD, EUR and KZT: round figures to begin with, which each clinic makes its own.
"""

from __future__ import annotations

from functools import partial

from clinic.kinds import ServiceClass
from clinic.terms import LANGUAGES as LANGUAGES
from clinic.terms import PRICED_IN as PRICED_IN
from clinic.terms import Cells
from clinic.terms import DentalService as DentalService
from clinic.terms import Wording as Wording


def _service(
    kind: ServiceClass, recall_days: int | None, prices: str, *cells: *Cells
) -> DentalService:
    return DentalService(cells, kind, recall_days, prices)


def _channel(*cells: *Cells) -> Wording:
    return Wording(cells)


_treatment = partial(_service, ServiceClass.TREATMENT)
_hygiene = partial(_service, ServiceClass.HYGIENE)
_consultation = partial(_service, ServiceClass.CONSULTATION)
_other = partial(_service, ServiceClass.OTHER)

SERVICES = (
    _consultation(
        None,
        "1000 500 50 60 50 5000",
        "Consultation,consult,exam,checkup,check-up,examination,first visit",
        "Консультация,осмотр,прием,первичный прием,первичная консультация,консульт",
        "Консультація,огляд,прийом,первинний прийом,первинна консультація",
        "初诊,咨询,检查,口腔检查,会诊",
    ),
    _hygiene(
        180,
        "5000 1500 300 120 90 20000",
        "Hygiene,cleaning,teeth cleaning,scaling,prophylaxis,prophy,air flow,airflow",
        "Гигиена,чистка,чистка зубов,профгигиена,проф гигиена,профессиональная гигиена,эйр флоу",
        "Гігієна,чистка,чистка зубів,профгігієна,професійна гігієна,чищення",
        "洗牙,洁牙,洁治,超声波洗牙,喷砂,口腔清洁",
    ),
    _treatment(
        None,
        "5000 1500 400 200 100 20000",
        "Treatment,therapy",
        "Лечение,терапия",
        "Лікування,терапія",
        "治疗",
    ),
    _treatment(
        180,
        "6000 1800 400 180 110 20000",
        "Filling,caries,caries treatment,composite,restoration",
        "Пломба,кариес,лечение кариеса,реставрация,пломбирование",
        "Пломба,карієс,лікування карієсу,реставрація,пломбування",
        "补牙,充填,龋齿,树脂补牙,蛀牙",
    ),
    _treatment(
        180,
        "12000 3500 1500 900 400 45000",
        "Root canal,endo,endodontics,rct,pulpitis",
        "Лечение каналов,каналы,пульпит,эндо,эндодонтия,периодонтит,корневые каналы",
        "Канали,пульпіт,ендо,ендодонтія,лікування каналів,періодонтит",
        "根管,根管治疗,牙髓治疗,杀神经",
    ),
    _treatment(
        None,
        "4000 1500 500 200 120 15000",
        "Extraction,tooth extraction,wisdom tooth",
        "Удаление,удаление зуба,зуб мудрости,экстракция",
        "Видалення,видалення зуба,зуб мудрості,екстракція",
        "拔牙,智齿,拔智齿",
    ),
    _treatment(
        365,
        "45000 18000 8000 2000 1200 200000",
        "Implant,implantation,dental implant",
        "Имплант,имплантация,имплантат",
        "Імплант,імплантація,імплантат",
        "种植,种植牙,种牙",
    ),
    _treatment(
        365,
        "25000 8000 3000 1200 600 90000",
        "Crown,crowns,bridge,zirconia crown",
        "Коронка,коронки,мост,циркониевая коронка,металлокерамика",
        "Коронка,коронки,міст,цирконієва коронка,металокераміка",
        "牙冠,烤瓷牙,全瓷牙,牙桥",
    ),
    _treatment(
        365,
        "40000 12000 4000 1500 900 120000",
        "Denture,dentures,prosthesis,prosthetics",
        "Протез,протезы,протезирование,бюгель",
        "Протез,протези,протезування,бюгель",
        "假牙,义齿,活动假牙",
    ),
    _treatment(
        365,
        "35000 12000 3500 1200 700 120000",
        "Veneer,veneers",
        "Винир,виниры",
        "Вінір,вініри",
        "贴面,牙贴面",
    ),
    _treatment(
        30,
        "5000 1200 500 200 120 20000",
        "Braces,orthodontics,ortho,aligners,orthodontist",
        "Брекеты,ортодонтия,элайнеры,ортодонт,активация брекетов",
        "Брекети,ортодонтія,елайнери,ортодонт",
        "正畸,牙套,矫正,矫牙,隐形矫正",
    ),
    _treatment(
        120,
        "6000 1800 800 250 150 25000",
        "Gum treatment,gums,periodontics,perio,deep cleaning",
        "Лечение десен,десна,пародонтология,пародонтит,кюретаж",
        "Лікування ясен,ясна,пародонтологія,пародонтит,кюретаж",
        "牙周,牙周治疗,刮治",
    ),
    _hygiene(
        365,
        "20000 6000 1500 400 300 60000",
        "Whitening,bleaching,teeth whitening",
        "Отбеливание,отбеливание зубов",
        "Відбілювання,відбілювання зубів",
        "美白,牙齿美白",
    ),
    _other(
        None,
        "500 200 100 40 30 3000",
        "X-ray,xray,ct,cbct,panoramic,opg",
        "Снимок,рентген,кт,томография,ортопантомограмма,оптг,прицельный снимок",
        "Знімок,рентген,кт,томографія,ортопантомограма",
        "拍片,牙片,全景片,CT,X光",
    ),
)

CHANNELS = (
    _channel(
        "Recommendation,referral,friends,friend,word of mouth",
        "Рекомендация,знакомые,по рекомендации,сарафан,сарафанное радио,друзья,посоветовали",
        "Рекомендація,знайомі,за рекомендацією,сарафан,друзі,порадили",
        "朋友介绍,转介绍,推荐,熟人介绍",
    ),
    _channel(
        "Website,site,web",
        "Сайт,вебсайт,с сайта",
        "Сайт,вебсайт,з сайту",
        "网站,官网",
    ),
    _channel(
        "Google,google maps,google ads",
        "Google,гугл,гугл карты",
        "Google,гугл,гугл карти",
        "Google,谷歌",
    ),
    _channel(
        "Instagram,insta",
        "Инстаграм,инста,инстаграмм",
        "Інстаграм,інста",
        "Instagram,小红书",
    ),
    _channel(
        "Maps,yandex,yandex maps,2gis",
        "Карты,яндекс,яндекс карты,2гис,2 гис,дубльгис",
        "Карти,мапи",
        "地图,百度,大众点评,美团,高德",
    ),
    _channel(
        "Walk-in,walkin,passed by,signboard",
        "Мимо шли,вывеска,рядом живет,проходил мимо,живет рядом",
        "Повз проходив,вивіска,живе поруч",
        "路过,附近",
    ),
    _channel(
        "Advertising,ad,ads,flyer,radio,billboard",
        "Реклама,листовка,радио,баннер",
        "Реклама,листівка,радіо,банер",
        "广告,传单",
    ),
)

SERVICE_SYNONYMS = tuple(service.keys() for service in SERVICES)
CHANNEL_SYNONYMS = tuple(channel.keys() for channel in CHANNELS)

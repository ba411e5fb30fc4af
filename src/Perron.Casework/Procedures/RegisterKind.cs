namespace Perron.Procedures;

/// <summary>
/// Which record or certificate of the authentic sources a procedure asks for, as they call it: civil acts in the bank of records (BAEC),
/// certificates in the national register, the criminal record. A divorce asked for as a marriage, or a death with no kind at all, has happened elsewhere.
/// </summary>
public enum RegisterKind
{
    Birth, Marriage, Divorce, Death, Adoption, Nationality, Recognition, Stillbirth,
    Household, Life, MainResidence, HistoricMainResidence, ResidencePurposeMarriage, BelgianNationality, LegalCohabitation, VotersRegister, BurialMethod, RegisterExtract,
    CriminalRecord,
}

using Perron.Design;
namespace Perron.Communes;

/// <summary>A commune's theme as the pages need it.</summary>
internal static class Looks
{
    public static ThemeLook Of(CommuneRegister.Household household) => new("x","/theme/x.css","A","N1","H1","P1","L1","F1","regular","soft","regular","soft","tint","Bonjour",null,null,null,"");
}
